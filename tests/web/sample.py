"""A document as the reading pages get it: clauses of every kind, with a line broken in mid-sentence."""

from __future__ import annotations

from datetime import date

from luodi.web.reading.model import (
    DUTY,
    ENJOY,
    URGED,
    BlockView,
    CasesView,
    CaseView,
    ClauseView,
    DocumentView,
    FactView,
    LineView,
    ProvisionView,
    SaidView,
    SectionView,
)

CASES = CasesView(
    (
        CaseView(
            "2018年12月1日",
            (
                FactView("规模", "小型"),
                FactView("在职职工数", "100人"),
                FactView("当年合格新招用人数", "30人"),
            ),
            "符合",
            amount="87,000.00 元",
        ),
        CaseView("2018年12月1日", (FactView("当年合格新招用人数", "29人"),), "不符合", brief=True),
        CaseView(
            "2018年12月1日",
            (
                FactView(
                    "劳动合同", "2 条", ("人员标识：甲；合同期限：12个月", "人员标识：乙；其余同第 1 条")
                ),
            ),
            "待核实",
            missing="在职职工数",
        ),
    )
)
LOAN = BlockView(
    kind="事项",
    title="小微企业创业担保贷款贴息",
    code="hrb-micro-loan-interest-50",
    lines=(
        LineView("对象", "贷款"),
        LineView("条件", "", "规模 属于 小型、微型", "对小微企业当年新招用"),
        LineView(
            "条件",
            "另据：新招用的人数除以在职职工数",
            "当年合格新招用人数 ÷ 在职职工数 达到 (若 在职职工数 超过 100人 则 15% 否则 30%)",
            "数量达到企业现有在职职工人数30%（超过100人的企业达到15%）",
        ),
        LineView("待遇", "类别：金额", "应付利息 × 50%", "财政部门按规定给予50%贴息"),
    ),
    provision=ProvisionView(
        beneficiary="用人单位",
        effect="应得",
        group=ENJOY,
        sections=(
            SectionView(
                "要符合",
                (
                    SaidView("规模是小型、微型中的一种。", "对小微企业当年新招用"),
                    SaidView("下面2项，有一项就行："),
                    SaidView(
                        "其一，新招用的人够多。",
                        "数量达到企业现有在职职工人数30%（超过100人的企业达到15%）",
                        1,
                    ),
                    SaidView("其二，贷款不超过200万元。", "贷款额度在200万元以下", 1),
                ),
            ),
            SectionView("能得到什么", (SaidView("钱数是：应付利息的50%。", "财政部门按规定给予50%贴息"),)),
        ),
        silent=("到哪里申办", "要带什么材料"),
    ),
    cases=CASES,
)
QUOTA = BlockView(
    kind="事项",
    title="按时拨付贴息",
    code="hrb-pay-in-time",
    lines=(LineView("义务", "", "拨付日期 不晚于 审核日期 + 1个月", "审核通过后1个月内向经办银行拨付"),),
    provision=ProvisionView("机构", "应尽义务", DUTY),
)
URGING = BlockView(
    kind="事项",
    title="鼓励见习",
    code="hrb-urge",
    provision=ProvisionView(
        "个人", "倡导", URGED, (SectionView("还要知道", (SaidView("这一项是倡导，没有要申领的东西。"),)),)
    ),
)
TASK = BlockView(
    kind="任务",
    title="拨付贴息资金",
    code="hrb-2018-3-8",
    lines=(
        LineView("牵头", "市财政局"),
        LineView("配合", "市金融办、市人社局、人民银行哈尔滨中心支行"),
        LineView("时限", "1个月内", "", "审核通过后1个月内向经办银行拨付"),
    ),
    quote="审核通过后 1 个月内",
)
DOUBT = BlockView(
    kind="存疑",
    title="这一句有两种读法",
    code="A13",
    lines=(
        LineView("读法一", "含新招用的人"),
        LineView("读法二", "不含（现在采用）"),
        LineView("由谁定", "市财政局"),
    ),
    quote="数量达到企业现有在职职工人数 30%",
)
NOTHING = BlockView(
    kind="不可执行",
    title="这一句没有可以判断的内容",
    lines=(LineView("理由", "只写指导思想，没有可以判断的条件"), LineView("由谁定", "市委办公厅")),
    quote="以服务基层发展为目标",
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
        (LOAN, QUOTA, TASK, DOUBT),
        printed="（八）",
    ),
    ClauseView(
        "三（九）",
        "落实社会保险补贴和职业培训补贴。",
        ("对小微企业新招用毕业年度高校毕业生，按规定给予社会保险补贴和职业培训补贴。",),
        (URGING,),
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
