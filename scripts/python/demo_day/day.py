"""The day: who is there, what is ordered, and what becomes of it."""

from __future__ import annotations

import json
import random
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from rest import Caller, Refused

from .facts import instant
from .fates import COMPLETED, Fate, deal
from .money import Discount
from .photos import photo, tells_where

NAMES = "Tom Kitty Felix Duchess Simba Salem Bagheera Luna Milo Cleo Figaro Mittens".split()
LETTERS = "ABCDEFGHIJKLMNOPQRST"
OUTCOMES = ("completed", "failed", "cancelled")


@dataclass
class Played:
    """An order as those who lived it remember it."""

    id: str
    client: str
    worker: str
    charge: str
    fate: Fate
    copy_of: str | None = None
    # How far its package got.
    package: str = "to_pack"


@dataclass
class Progress:
    """What has happened so far."""

    planned: int
    placed: int = 0
    ended: int = 0
    photos: int = 0
    busy: int = 0

    def line(self) -> str:
        return (
            f"{self.placed} of {self.planned} orders placed, {self.ended} ended, "
            f"{self.photos} photos sent, {self.busy} answers “no worker free”"
        )


@dataclass
class Day:
    """Plays a day; `token(role, subject)` brings tokens."""

    url: str
    token: Callable[[str, str], str]
    orders: int
    seconds: float
    grace: float
    discount: Discount = Discount()
    # What has ever come from a client, as others than MCF have it: nobody pays within a day.
    came: Callable[[str], Decimal] = lambda client: Decimal(0)
    seed: int = 7
    run: str = field(default_factory=lambda: uuid.uuid4().hex[:8])
    played: list[Played] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.lock = threading.Lock()
        self.manager = self.caller("manager", "boss")
        self.clerk = self.caller("clerk", "packer")
        self.clients: dict[str, str] = {}
        # Managers whom the register knows: nobody else bets.
        self.bettors: list[Caller] = []
        # By order: the stakes of its bets, in hundredths, by their ids.
        self.bets: dict[str, dict[str, int]] = {}
        self.service_types: list[dict] = []
        self.progress = Progress(self.orders)

    def caller(self, role: str, subject: str) -> Caller:
        return Caller(self.url, self.token(role, subject))

    # Morning: everybody arrives.

    def import_people(self, clients: int, workers: int) -> tuple[int, int]:
        """HCB pushes its testers, a manager imports workers, each twice: it is safe to repeat."""
        testers = [
            {
                "external_id": f"day-{self.run}-{n}", "first_name": self.chance.choice(NAMES),
                "last_name": "of the Day", "email": f"tester{n}@example.com",
                "phone": f"+7495{self.run_number(n)}", "place": f"{n} Cushion Street",
            }
            for n in range(clients)
        ]
        cats = [
            {
                "name": f"{self.chance.choice(NAMES)} {self.run}-{n}",
                "email": f"worker-{self.run}-{n}@example.com", "phone": f"+7812{self.run_number(n)}",
                "age": self.chance.randint(1, 15), "breed": "Siberian", "coat_colour": "tabby",
                "code": "".join(self.chance.choices(LETTERS, k=20)),
            }
            for n in range(workers)
        ]
        for _ in range(2):
            self.load(self.caller("hcb", "hcb"), "/api/clients/import", testers)
            self.load(self.manager, "/api/workers/import", cats)
        known = self.manager.each("/api/managers", active="true", limit=200)
        self.bettors = [self.caller("manager", each["id"]) for each in known][:3]
        for tester in testers:
            me = self.caller("client", tester["external_id"]).get("/api/clients/me")
            self.clients[me["id"]] = tester["external_id"]
        return len(testers), len(cats)

    @staticmethod
    def run_number(n: int) -> str:
        return f"{n:07d}"

    @staticmethod
    def load(who: Caller, path: str, lines: list[dict]) -> None:
        body = "".join(json.dumps(line) + "\n" for line in lines)
        headers = {"Content-Type": "application/x-ndjson"}
        report = who.call("POST", path, data=body.encode(), headers=headers).json()
        if report["rejected"]:
            raise AssertionError(f"{path}: {report}")

    def open_services(self) -> None:
        """Service types for today: no lead, a minute long."""
        wanted = {
            "Litter box duty": {"cleanliness": 3, "smell": 1},
            "Curtain rescue": {"climbing": 3, "courage": 2},
            "Supper": {"cooking": 3, "patience": 1},
        }
        for name, characteristics in wanted.items():
            body = {
                "name": f"{name} {self.run}", "description": "Played by the demo day.",
                "duration_minutes": 1, "lead_minutes": 0, "horizon_days": 60, "travel_minutes": 0,
                "active": True, "characteristics": characteristics, "packing_list": ["gloves"],
            }
            self.service_types.append(self.manager.create("/api/service-types", body))

    # Noon: orders come in over the day, each is carried out by those it concerns.

    def play(self, show: Callable[[Progress], None], fates: list[Fate] | None = None) -> None:
        start = time.monotonic()
        fates = fates or deal(self.orders)
        self.chance.shuffle(fates)
        # What the sweeper ends takes longest, so it comes first; the order among others stays.
        fates.sort(key=lambda fate: fate.ends != "sweeper")
        self.progress = Progress(len(fates))
        lives: list[Future] = []
        with ThreadPoolExecutor(24) as pool:
            for n, fate in enumerate(fates):
                due = start + self.seconds * n / len(fates)
                while (left := due - time.monotonic()) > 0:
                    show(self.progress)
                    time.sleep(min(left, 0.5))
                lives.append(pool.submit(self.guard, self.live, n, fate))
            while wait(lives, timeout=0.5).not_done:
                show(self.progress)
        show(self.progress)

    def guard(self, act: Callable, *arguments) -> None:
        """Remembers what went wrong; the day goes on."""
        try:
            act(*arguments)
        except Exception as error:  # noqa: BLE001: whatever it is, it is shown in the end
            with self.lock:
                self.faults.append(f"{type(error).__name__}: {error}")

    def live(self, n: int, fate: Fate) -> None:
        """One order from the form to its end, and half of those that went wrong once more."""
        order = self.order(n, fate)
        client = self.caller("client", self.clients[order.client])
        self.carry_out(order, client)
        if fate.outcome != "completed" and n % 2 == 0:
            copy = self.until_free(lambda at: self.place(
                client, f"/api/orders/{order.id}/copy", {"scheduled_at": at}))
            if fate.outcome == "failed" and copy["worker_id"] == order.worker:
                raise AssertionError(f"R-132: {copy['id']} went to the worker who failed it")
            with self.lock:
                self.progress.planned += 1
            self.carry_out(self.accept(copy, order.client, COMPLETED), client)

    def order(self, n: int, fate: Fate) -> Played:
        """An order is placed for as soon as possible, and packed as far as it gets."""
        order = self.until_free(lambda at: self.request(n, fate.name, at))
        return self.accept(order, order["client_id"], fate)

    def request(self, n: int, what: str, at: str) -> dict:
        subject = list(self.clients.values())[n % len(self.clients)]
        client = self.caller("client", subject)
        service = self.service_types[n % len(self.service_types)]
        body = {
            "service_type_id": service["id"], "description": f"{what}, please",
            "place": f"{n} Cushion Street", "phone": "+74950000000",
            "email": "tester@example.com", "scheduled_at": at,
            "max_charge": self.quote(client, service),
        }
        return self.place(client, "/api/orders", body)

    @staticmethod
    def quote(client: Caller, service: dict) -> str:
        body = {"service_type_id": service["id"]}
        return client.call("POST", "/api/quotes", json=body).json()["charge"]

    def place(self, client: Caller, path: str, body: dict) -> dict:
        """Orders. What was paid by then may rise or fall in that moment."""
        def paid() -> Decimal:
            return Decimal(client.get("/api/clients/me")["paid"])

        before = paid()
        order = client.create(path, body)
        least, most = sorted((before, paid()))
        self.discount.check(order, least, most, self.came(order["client_id"]))
        return order

    def until_free(self, place: Callable[[str], dict]) -> dict:
        """Orders for as soon as possible; when all are busy, tries again for later."""
        end = time.monotonic() + 120
        while True:
            try:
                return place(instant(timedelta(seconds=2)))
            except Refused as refused:
                problem = refused.answer.json()["type"].rpartition("/")[2]
                if time.monotonic() > end or problem not in ("no-worker-free", "charge-above-limit"):
                    raise
                with self.lock:
                    self.progress.busy += 1
                time.sleep(1)

    def accept(self, order: dict, client_id: str, fate: Fate) -> Played:
        played = Played(
            order["id"], client_id, order["worker_id"], order["charge"], fate, order["copy_of"]
        )
        with self.lock:
            self.progress.placed += 1
            self.played.append(played)
            turn = self.progress.placed
        self.pack(played, turn)
        self.bet(played, turn)
        return played

    def bet(self, order: Played, turn: int) -> None:
        """Managers bet on it, on what is to come and on what is not, some of them twice, or nobody."""
        placed = self.bets.setdefault(order.id, {})
        for n in range(turn % 5):
            bettor = self.bettors[(turn + n) % len(self.bettors)]
            stake = 1 + turn * (n + 1) * 37 % 1_000
            outcome = OUTCOMES[(turn // 2 + n) % len(OUTCOMES)]
            body = {"outcome": outcome, "stake": f"{Decimal(stake) / 100:.2f}"}
            bet = self.until_open(bettor, f"/api/markets/{order.id}/bets", body)
            if bet:
                placed[bet["id"]] = stake

    @staticmethod
    def until_open(bettor: Caller, path: str, body: dict) -> dict | None:
        """A market comes by an event, a moment after its order; it may be closed by then."""
        end = time.monotonic() + 60
        while True:
            try:
                return bettor.create(path, body)
            except Refused as refused:
                if refused.answer.status_code == 409:
                    return None
                if refused.answer.status_code != 404 or time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def carry_out(self, order: Played, client: Caller) -> None:
        fate = order.fate
        path = f"/api/orders/{order.id}"
        worker = self.caller("worker", order.worker)
        if fate.checks_in:
            self.check_in(path, worker)
        who = {"client": client, "worker": worker, "manager": self.bettors[0]}.get(fate.ends)
        if who is None:
            self.wait_for_sweeper(path)
        elif fate.outcome == "completed":
            who.send_photo(f"{path}/complete", self.picture("report"), str(uuid.uuid4()))
            self.sent()
        else:
            act = "cancel" if fate.outcome == "cancelled" else "fail"
            body = {"reason": fate.reason, "note": "Played by the demo day."}
            if who is client and act == "cancel":
                # she has been shown that it stays due.
                body["confirm_charge"] = order.charge
            self.end(who, f"{path}/{act}", body)
        with self.lock:
            self.progress.ended += 1

    @staticmethod
    def end(who: Caller, path: str, body: dict) -> None:
        """Ends an order; a worker who says it of the client too early is told to wait (R-133)."""
        try:
            who.act(path, body)
        except Refused as refused:
            problem = refused.answer.json()
            if not problem["type"].endswith("/too-early"):
                raise
            earliest = datetime.fromisoformat(problem["earliest_at"])
            while (left := (earliest - datetime.now(timezone.utc)).total_seconds()) > 0:
                time.sleep(left)
            who.act(path, body)

    def pack(self, order: Played, turn: int) -> None:
        """A third of the packages is not packed in time, a third not fetched, a third issued."""
        path = f"/api/packages/{order.id}"
        self.until_there(path)
        for step, status in [("ready", "ready"), ("issue", "issued")][: turn % 3]:
            if self.clerk.act(f"{path}/{step}")["status"] != status:
                raise AssertionError(f"R-160: {path} is not {status}")
            order.package = status

    def until_there(self, path: str) -> None:
        """An order's package comes by an event, a moment after the order."""
        end = time.monotonic() + 60
        while True:
            try:
                self.clerk.get(path)
                return
            except Refused as refused:
                if refused.answer.status_code != 404 or time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def check_in(self, path: str, worker: Caller) -> None:
        """Checks in twice with the same photo, as after a lost connection (R-180)."""
        picture, key = self.picture("here I am"), str(uuid.uuid4())
        first = worker.send_photo(f"{path}/check-in", picture, key)
        if worker.send_photo(f"{path}/check-in", picture, key) != first:
            raise AssertionError("R-180: the same photo again got another answer")
        self.sent()
        served = worker.call("GET", f"{path}/photos/check-in")
        if served.headers["Content-Type"] != "image/jpeg" or tells_where(served.content):
            raise AssertionError("R-180: the photo is not served clean")

    def picture(self, text: str) -> bytes:
        with self.lock:
            return photo(text, self.chance)

    def sent(self) -> None:
        with self.lock:
            self.progress.photos += 1

    def wait_for_sweeper(self, path: str) -> None:
        """The sweeper ends it by itself; nobody asks it to."""
        end = time.monotonic() + 60 + self.grace + 60
        while self.manager.get(path)["status"] in ("accepted", "started"):
            if time.monotonic() > end:
                raise AssertionError(f"R-185: {path} is still open")
            time.sleep(1)
