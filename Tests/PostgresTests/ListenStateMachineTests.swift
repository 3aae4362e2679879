import Testing

@testable import Postgres

@Suite("LISTEN state machine, without sockets")
struct ListenStateMachineTests {
  private let start = Instant.now

  private func actions(_ machine: inout ListenStateMachine, after seconds: Int = 0) -> [String] {
    var all: [String] = []
    while let action = machine.nextAction(now: start + .seconds(seconds)) {
      switch action {
      case .connect: all.append("connect")
      case .listen(let names, let id): all.append("listen \(names) on \(id.id)")
      case .unlisten(let name, let id): all.append("unlisten \(name) on \(id.id)")
      case .close(let id): all.append("close \(id.id)")
      }
    }
    return all
  }

  @Test("another session takes the place of one that is not to be trusted or takes no writes")
  func retired() {
    var machine = ListenStateMachine()
    machine.subscribe(Subscriber(yield: { _ in }, finish: {}), to: "cats")
    #expect(actions(&machine) == ["connect"])
    machine.connected(SessionID(id: 1), now: start)
    #expect(actions(&machine) == [#"listen ["cats"] on 1"#])
    machine.retire(now: start + .seconds(2))
    #expect(actions(&machine, after: 2) == ["close 1", "connect"])
    machine.connected(SessionID(id: 2), now: start + .seconds(2), takesNoWrites: true)
    #expect(actions(&machine, after: 2) == [#"listen ["cats"] on 2"#])
    #expect(machine.nextDeadline == start + .seconds(3))
    #expect(actions(&machine, after: 3) == ["close 2", "connect"])
  }
}
