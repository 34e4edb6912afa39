"""One person against 110 provisions: ``python -m benchmarks.one_person``.

Wanted: <= 2 ms warm, verdicts and missing lists included; ``luodi judge`` <= 0.4 s from process start
to answer, with a compiled pack kept by hash. Printed beside the machine's own unit, 10^6 additions.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

from benchmarks.many_provisions import write_policies
from luodi.kernel.workdays import Calendar
from luodi.policy.facts_json import FactsReader
from luodi.policy.installed import load_pack
from luodi.policy.reading import open_language
from luodi.policy.session import Session

ROOT = Path(__file__).parent.parent
DAY = "2019-03-01"
PERSON = {
    "person.is_college_graduate": True, "person.full_time": True, "person.education_rank": 5,
    "person.left_school_date": "2018-07-01", "person.employment_status": "flexible",
    "person.flexible_start_date": "2018-10-01", "insurance.pays_contributions": True,
    "person.flexible_subsidy_months_received": 3, "employer.type": "organ", "employer.level": "county",
    "employer.is_city_district": False, "employer.size_class": "small", "employer.staff_count": 100,
    "hire.as_civil_servant": True, "hire.is_new_recruit": True, "hire.probation_completed": True,
    "hire.probation_assessment": "qualified", "hire.date": "2018-03-01", "hire.eligible_new_hires_this_year": 40,
    "hire.min_contract_months": 12, "region.is_key_poverty_county": False, "region.is_poor_area": False,
    "loan.principal": 2000000, "loan.term_months": 24, "loan.annual_rate_percent": "4.35",
    "loan.type": "startup_guaranteed", "programme.type": "sanzhiyifu", "programme.start_date": "2016-09-01",
    "programme.end_date": "2018-08-31", "programme.final_assessment": "qualified",
    "application.purpose": "institution_recruitment", "application.in_city": True, "service": "n/a",
    "purchase.field": "公共教育", "purchase.is_grassroots_service": True, "recruitment.is_open_to_society": True,
    "recruitment.institution_experience_places": 2,
}  # fmt: skip


def best(work: Callable[[], object], *, repeat: int) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(repeat):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def additions() -> None:
    """The machine's own unit: 10^6 additions in plain Python."""
    total = 0
    for number in range(1_000_000):
        total += number


def main() -> int:
    """Print the figures, in milliseconds and in units."""
    with tempfile.TemporaryDirectory() as folder:
        policies = Path(folder) / "policies"
        count = write_policies(policies, source=ROOT / "policies", times=11)
        os.environ["LUODI_CACHE"] = str(Path(folder) / "cache")
        unit = best(additions, repeat=5)
        cold = best(lambda: load_pack(policies), repeat=1)
        warm_load = best(lambda: load_pack(policies), repeat=5)
        language = open_language(policies)
        session = Session(
            load_pack(policies), calendar=Calendar.load(policies / "calendars"), divisions=language.divisions
        )
        judging = _judging(session)
        process = _process(policies, Path(folder))
    print(f"{count} 个事项，一个人；机器单位（10⁶ 次加法）{unit * 1000:.1f} ms")
    print(f"判定（热）        {judging * 1000:8.2f} ms   {judging / unit:6.3f} 单位   目标 ≤ 2 ms")
    print(f"读入包（有缓存）  {warm_load * 1000:8.2f} ms   {warm_load / unit:6.3f} 单位")
    print(f"读入包（无缓存）  {cold * 1000:8.2f} ms   {cold / unit:6.3f} 单位")
    print(f"luodi judge 全程  {process * 1000:8.2f} ms   {process / unit:6.3f} 单位   目标 ≤ 400 ms")
    return 0


def _judging(session: Session) -> float:
    def work() -> None:
        facts = FactsReader(session.pack.vocabulary, session.divisions).read(PERSON)
        for made in session.judge(facts, on=date.fromisoformat(DAY), division="230100"):
            assert made.verdict
            assert made.missing is not None

    work()
    return best(work, repeat=200)


def _process(policies: Path, folder: Path) -> float:
    facts = folder / "F.json"
    facts.write_text(json.dumps(PERSON, ensure_ascii=False), encoding="utf-8")
    words = [
        sys.executable, "-m", "luodi.cli.__main__", "judge", "--facts", str(facts), "--on", DAY,
        "--division", "230100", "--policies", str(policies), "--json",
    ]  # fmt: skip
    return best(lambda: subprocess.run(words, check=True, capture_output=True, cwd=ROOT), repeat=7)


if __name__ == "__main__":
    sys.exit(main())
