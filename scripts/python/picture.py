"""The READMEs' pictures: an order as its client and worker see it, and what is packed."""

from __future__ import annotations

import io
import time
from datetime import datetime, timedelta, timezone

from browsing import Page, chromium
from PIL import Image

from local_mcf import ROOT, WITHOUT_ORDERS, LocalMCF
from rest import Caller, Refused

FOLDER = ROOT / "scripts/tour"
CLIENT = "hcb-1"
WIDTH = 900
PHONE = (360, 800)
MARGIN = 24


def order(mcf: LocalMCF, client: str, service: str, description: str, at: timedelta) -> dict:
    caller = Caller(mcf.url, mcf.token("client", client))
    types = caller.get("/api/service-types")["items"]
    start = datetime.now(timezone.utc) + at
    return caller.create("/api/orders", {
        "service_type_id": next(each["id"] for each in types if each["name"] == service),
        "description": description, "place": "1 Cushion Street", "phone": "+74955550001",
        "email": "kitty@example.com", "scheduled_at": start.strftime("%Y-%m-%dT%H:%M:00Z"),
    })


def pack(mcf: LocalMCF, package: str, deadline: float = 30) -> None:
    """Says that a package is ready, as soon as packing has heard of its order."""
    clerk = Caller(mcf.url, mcf.token("clerk", "somebody"))
    end = time.monotonic() + deadline
    while True:
        try:
            return clerk.act(f"/api/packages/{package}/ready")
        except Refused:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def fill(mcf: LocalMCF) -> str:
    """One package in each state that a clerk meets; the one to wait for."""
    hour = timedelta(hours=1)
    order(mcf, "hcb-5", "Litter box duty", "Two boxes, the big one first", 4 * hour)
    ready = order(mcf, "hcb-2", "At once", "My whiskers need a friend", 6 * hour)
    order(mcf, "hcb-3", "Supper", "Please be quiet on the stairs", 26 * hour)
    cancelled = order(mcf, "hcb-4", "Company", "The red mouse is under the sofa", 30 * hour)
    for each in (ready, cancelled):
        pack(mcf, each["id"])
    Caller(mcf.url, mcf.token("client", "hcb-4")).act(
        f"/api/orders/{cancelled['id']}/cancel",
        {"reason": "client_request", "confirm_charge": cancelled["charge"]})
    return cancelled["id"]


def photograph(page: Page, width: int, end: str | int, name: str) -> None:
    """The page as wide as that, as high as that or down to the end of an element."""
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": 2_000, "deviceScaleFactor": 1, "mobile": end == PHONE[1]})
    page.wait_until(lambda: not page.has("//*[@data-fresh]"), "buttons that can be pressed")
    bottom = end if isinstance(end, int) else MARGIN + int(page.driver.execute_script(
        "return document.querySelector(arguments[0]).getBoundingClientRect().bottom", end))
    shown = Image.open(io.BytesIO(page.driver.get_screenshot_as_png())).convert("RGB")
    shown = shown.crop((0, 0, width, bottom))
    target = FOLDER / name
    shown.quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target}: {shown.width} x {shown.height}, {target.stat().st_size} bytes")


def show_order(mcf: LocalMCF) -> None:
    """One whose worker may check in already, to both whom it concerns."""
    placed = order(
        mcf, CLIENT, "At once", "My whiskers need a friend", timedelta(minutes=20))
    for role, subject, path, name in [
            ("client", CLIENT, f"/orders/{placed['id']}", "clients-page.png"),
            ("worker", placed["worker_id"], f"/jobs/{placed['id']}", "workers-page.png")]:
        with chromium("en", javascript=True) as driver:
            page = Page(driver, mcf).open_by_id(role, subject, path)
            photograph(page, *PHONE, name)


def show_packages(mcf: LocalMCF) -> None:
    cancelled = fill(mcf)
    with chromium("en", javascript=True) as driver:
        page = Page(driver, mcf).sign_in().wait_live().wait_mark(cancelled, "Order cancelled")
        photograph(page, WIDTH, "#rows", "clerks-page.png")


if __name__ == "__main__":
    with LocalMCF(None, WITHOUT_ORDERS) as running:
        show_order(running)
        show_packages(running)
