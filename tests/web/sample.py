"""A document as the reading pages get it: clauses of every kind, with a line broken in mid-sentence."""

from __future__ import annotations

from datetime import date

from luodi.web.reading.model import BlockView, ClauseView, DocumentView, LineView

LOAN = BlockView(
    kind="事项",
    title="小微企业创业担保贷款贴息",
    code="hrb-micro-loan-interest-50",
    lines=(
        LineView("对象", "贷款；受益人是单位"),
        LineView("条件", "规模是小型或微型", "规模 属于 小型、微型", "对小微企业当年新招用"),
        LineView(
            "条件",
            "当年合格新招用人数占在职职工数的比例达到要求",
            "当年合格新招用人数 ÷ 在职职工数 达到 (若 在职职工数 超过 100人 则 15% 否则 30%)",
            "数量达到企业现有在职职工人数30%（超过100人的企业达到15%）",
        ),
        LineView("条件", "", "贷款额度 200万元 以下", "贷款额度在200万元以下"),
        LineView("条件", "", "贷款期限 不超过 2年", "贷款期限最长不超过2年"),
        LineView("待遇", "金额", "应付利息 × 50%", "财政部门按规定给予50%贴息"),
        LineView("经办", "审核：市人社局；拨付：市财政局"),
    ),
)
EXAMPLE = BlockView(
    kind="例",
    title="职工 100 人、新招用 29 人",
    lines=(
        LineView("事实", "规模：小型；在职职工数：100人；当年合格新招用人数：29人"),
        LineView("结论", "不符合"),
    ),
)
TASK = BlockView(
    kind="任务",
    title="拨付贴息资金",
    code="hrb-2018-3-8",
    lines=(
        LineView("牵头", "市财政局"),
        LineView("配合", "市金融办、市人社局、人民银行哈尔滨中心支行"),
        LineView("时限", "审核通过后 1 个月内", "", "审核通过后1个月内向经办银行拨付"),
    ),
)
NOTHING = BlockView(
    kind="不可执行",
    title="没有可以判断的内容",
    lines=(LineView("理由", "只写指导思想，没有可以判断的条件", "", "以服务基层发展为目标"),),
)
CLAUSES = (
    ClauseView(
        "",
        "",
        (
            "各区、县（市）党委和人民政府，市委各部办委，市直各党组、党委（工委）：",
            "《关于进一步引导和鼓励高校毕业生到基层工作的实施方案》已经市委、市政府领导同志同意，现印发给你们，请结合实际认真贯彻落实。",
        ),
    ),
    ClauseView(
        "一",
        "指导思想",
        (
            "全面贯彻落实党的十九大精神和习近平新时代中国特色社会主义思想，以培育和践行社会主义核心价值观为引领，以服务基层发展为目标，以更好发挥高校毕业生作用为核心。",
        ),
        (NOTHING,),
        level=1,
        printed="一、",
    ),
    ClauseView("三", "具体措施及责任分工", level=1, printed="三、"),
    ClauseView(
        "三（八）",
        "用活财政、金融政策，加大对中小微企业的支持力度。",
        (
            "对小微企业当年新招用毕业5年内的高校毕业生（不含大学生村官、留学回国学生）等符合创业担保贷款申请条件的人员（不含返乡创业农民工、网络商户），数量达到企",
            "业现有在职职工人数 30%（超过 100 人的企业达到 15%）、并与其签订 1 年以上劳动合同、贷款额度在 200 万元以下、贷款期限最长不超过 2 年的，财政部门按规定给予 50%贴息。",
            "负责部门：市财政局、市金融办、市人社局、人民银行哈尔滨中心支行。",
            "具体措施：市财政局负责将包括创业担保贷款贴息资金在内的普惠金融专项资金筹措到位，经办银行按规定计算创业担保贷款应贴息金额，并向当地财政部门申请贴息资金，审核通过后 1 个月内向经办银行拨付。",
        ),
        (LOAN, EXAMPLE, TASK),
        printed="（八）",
    ),
    ClauseView(
        "三（九）",
        "落实社会保险补贴和职业培训补贴。",
        ("对小微企业新招用毕业年度高校毕业生，按规定给予社会保险补贴和职业培训补贴。",),
        printed="（九）",
    ),
)
DOCUMENT = DocumentView(
    title="关于进一步引导和鼓励高校毕业生到基层工作的实施方案",
    issuers=("中共哈尔滨市委办公厅", "哈尔滨市人民政府办公厅"),
    issued_on=date(2018, 1, 12),
    division="230100",
    division_name="哈尔滨市",
    slug="2018-graduates-to-grassroots",
    status_unchecked=True,
    summary="引导高校毕业生到县、乡和街道工作，给就业、创业、任职的人和用人单位各种支持。",
    clauses=CLAUSES,
)
