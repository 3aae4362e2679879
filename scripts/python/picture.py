"""The README's picture: the clerks' page with some packages on it."""

from __future__ import annotations

import io
import time
from datetime import datetime, timedelta, timezone

from browsing import Page, chromium
from PIL import Image

from local_mcf import ROOT, WITHOUT_ORDERS, LocalMCF
from rest import Caller, Refused

TARGET = ROOT / "scripts/tour/clerks-page.png"
WIDTH = 900
MARGIN = 24


def order(mcf: LocalMCF, client: str, service: str, description: str, hours: int) -> dict:
    caller = Caller(mcf.url, mcf.token("client", client))
    types = caller.get("/api/service-types")["items"]
    at = (datetime.now(timezone.utc) + timedelta(hours=hours)).replace(minute=30, second=0)
    return caller.create("/api/orders", {
        "service_type_id": next(each["id"] for each in types if each["name"] == service),
        "description": description, "place": "1 Cushion Street", "phone": "+74955550001",
        "email": "kitty@example.com", "scheduled_at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
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
    order(mcf, "hcb-1", "Litter box duty", "Two boxes, the big one first", 4)
    ready = order(mcf, "hcb-2", "At once", "My whiskers need a friend", 6)
    order(mcf, "hcb-3", "Supper", "Please be quiet on the stairs", 26)
    cancelled = order(mcf, "hcb-4", "Company", "The red mouse is under the sofa", 30)
    for each in (ready, cancelled):
        pack(mcf, each["id"])
    Caller(mcf.url, mcf.token("client", "hcb-4")).act(
        f"/api/orders/{cancelled['id']}/cancel",
        {"reason": "client_request", "confirm_charge": cancelled["charge"]})
    return cancelled["id"]


def photograph(mcf: LocalMCF, cancelled: str) -> Image.Image:
    """The page down to its last package."""
    with chromium() as driver:
        page = Page(driver, mcf)
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": WIDTH, "height": 2_000, "deviceScaleFactor": 1, "mobile": False})
        page.sign_in().wait_live().wait_mark(cancelled, "Order cancelled")
        page.wait_until(lambda: not page.has("//*[@data-fresh]"), "buttons that can be pressed")
        end = driver.execute_script(
            "return document.getElementById('rows').getBoundingClientRect().bottom")
        shown = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
        return shown.crop((0, 0, WIDTH, int(end) + MARGIN))


if __name__ == "__main__":
    with LocalMCF(None, WITHOUT_ORDERS) as running:
        picture = photograph(running, fill(running))
    picture.quantize(64, dither=Image.Dither.NONE).save(TARGET, optimize=True)
    print(f"{TARGET}: {picture.width} x {picture.height}, {TARGET.stat().st_size} bytes")
