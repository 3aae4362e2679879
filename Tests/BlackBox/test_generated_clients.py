"""Of each document a client can be generated that leaves nothing out, is typed and works."""

from __future__ import annotations

import inspect
import io
import uuid
from datetime import datetime, timedelta, timezone

import pytest
import yaml

import documents
from events.cluster import wait_until
from generated import METHODS, GeneratedClient
from local_mcf import ROOT
from services import HIDDEN, OPEN, SERVICES

PICTURE = (ROOT / "scripts/tour/cat.jpg").read_bytes()
# These would not end, or want more than a token.
NO_ANSWER, SIGNED = {"stream_packages"}, "cookies"
# While it is being written, a test is any object; what was so depends on what has happened.
ANYTHING = {"Draft.additional_properties", "Facts.additional_properties"}


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """The client of a service, generated once."""
    folder = tmp_path_factory.mktemp("clients")
    made: dict[str, GeneratedClient] = {}

    def of(service: str) -> GeneratedClient:
        if service not in made:
            made[service] = GeneratedClient(service, folder)
        return made[service]

    return of


@pytest.fixture
def connect(mcf, generated):
    """What the operations of a service's client take: who calls whom."""
    return lambda service, role, subject: generated(service).connection(
        base_url=mcf.url, token=mcf.token(role, subject), raise_on_unexpected_status=True)


@pytest.fixture
def order(generated, connect):
    """An order, placed by the generated client: no list is empty then."""
    orders, client = generated("orders"), connect("orders", "client", "hcb-1")
    types = orders.tags["service_types"]["list_service_types"].sync(client=client).items
    body = orders.models.PlaceOrderBody(
        service_type_id=next(each.id for each in types if each.name == "At once"),
        description="to be typed", place="here", phone="+7 495 000-00-43", email="t@example.com",
        scheduled_at=datetime.now(timezone.utc) + timedelta(hours=3))
    answer = orders.tags["orders"]["place_order"].sync_detailed(
        client=client, body=body, idempotency_key=str(uuid.uuid4()))
    assert answer.status_code == 201, answer.content
    assert isinstance(answer.parsed, orders.models.OrderForClient)
    return answer.parsed


def checked(client: GeneratedClient, operation, /, **arguments):
    """The answer of a call, of the type that the client says."""
    answer = operation.sync_detailed(**arguments)
    (parsed,) = client.hints(operation.sync_detailed)["return"].__args__
    assert client.mistyped(answer.parsed, parsed) == []
    return answer


@pytest.mark.parametrize("service", SERVICES + OPEN)
def test_nothing_is_left_out_and_every_member_is_typed(generated, service):
    client = generated(service)
    paths = yaml.safe_load(documents.text(service))["paths"]
    documented = sum(len(METHODS & set(path)) for path in paths.values())
    assert sum(map(len, client.tags.values())) == documented
    assert set(client.untyped()) - ANYTHING == set()


@pytest.mark.parametrize("service", SERVICES)
def test_each_resource_can_be_read(generated, connect, order, knowing, service):
    client = generated(service)
    manager = knowing.id if service in HIDDEN else "boss"
    callers = connect(service, "manager", manager), connect(service, "worker", str(order.worker_id))
    for tag, operations in client.tags.items():
        statuses = {
            checked(client, operation, client=caller).status_code
            for caller in callers
            for name, operation in operations.items()
            if name not in NO_ANSWER and "get" in inspect.getsource(operation._get_kwargs)
            and all_optional(operation)
        }
        assert tag == SIGNED or 200 in statuses, f"nothing is read of {tag}"


def all_optional(operation) -> bool:
    parameters = inspect.signature(operation.sync_detailed).parameters.values()
    return {each.name for each in parameters if each.default is each.empty} == {"client"}


def test_a_cookie_is_refused_to_whom_has_not_signed_it(generated, connect):
    packing = generated("packing")
    body = packing.models.CookieArrivedBody
    answer = checked(
        packing, packing.tags[SIGNED]["cookie_arrived"], id=uuid.uuid4(),
        client=connect("packing", "clerk", "c"), webhook_id="1", webhook_timestamp="1",
        body=body.from_dict({
            "type": "cookie.arrived", "timestamp": "2027-03-01T10:10:00Z",
            "data": {"reference": str(uuid.uuid4())}}))
    assert answer.status_code == 401 and isinstance(answer.parsed, packing.models.Problem)


def test_each_caller_gets_the_form_of_an_order_and_package_that_is_meant_for_it(
    generated, connect, order
):
    forms = {
        ("orders", "client"): "OrderForClient", ("orders", "worker"): "OrderForWorker",
        ("orders", "manager"): "OrderForManager", ("packing", "clerk"): "PackageForDepartment",
        ("packing", "worker"): "PackageForWorker",
    }
    subjects = {"client": "hcb-1", "worker": str(order.worker_id), "clerk": "c", "manager": "boss"}
    shown = {"orders": ("orders", "show_order"), "packing": ("packages", "show_package")}
    for (service, role), form in forms.items():
        client, caller = generated(service), connect(service, role, subjects[role])
        tag, name = shown[service]

        def read():
            answer = checked(client, client.tags[tag][name], id=order.id, client=caller)
            return answer.status_code == 200 and answer.parsed

        # The package is made a moment after the order.
        assert type(wait_until(read, what=form)).__name__ == form


def test_a_picture_goes_there_and_back(generated, connect, order):
    workers, worker = generated("workers"), connect("workers", "worker", str(order.worker_id))
    operations = workers.tags["workers"]
    body = workers.models.KeepWorkerPhotoBody(
        photo=workers.types.File(io.BytesIO(PICTURE), "me.jpg", "image/jpeg"))
    kept = checked(
        workers, operations["keep_worker_photo"], id=order.worker_id, client=worker, body=body)
    assert kept.status_code == 200, kept.content
    shown = checked(workers, operations["show_worker_photo"], id=order.worker_id, client=worker)
    assert (shown.status_code, shown.parsed.payload.read(2)) == (200, b"\xff\xd8")
