import Contracts
import FoundationEssentials
import HTTPTypes
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("The gate of the portal")
struct PortalGateTests {
  private let start = PortalBed.start
  private let keys: PortalKeys
  private let second: Nanoseconds = 1_000_000_000
  private let honest = Suspicion(trap: "", name: "Tom", breed: "Manx", age: 60)

  init() throws { keys = PortalKeys(try PortalBed.ring(1)) }

  private func request(
    _ method: HTTPRequest.Method, _ path: String, ticket: String? = nil,
    from address: String = "192.0.2.1"
  ) throws -> PortalRequest {
    let isJSON = method == .put
    return try PortalRequest(
      PortalHead(
        method: method, path: path[...], ticket: ticket.map { $0[...] },
        contentType: isJSON ? "application/json" : "application/x-www-form-urlencoded"),
      from: try PortalBed.sender(address), keys: keys, at: start)
  }

  private func ticket() -> String { keys.tickets.mint(at: start - 60) }

  private func ticket(of text: String) throws -> Ticket {
    try keys.tickets.ticket(text[...], at: start)
  }

  /// Sends an application that is in order, as far as it gets.
  private func apply(
    _ gate: inout PortalGate, _ text: String? = nil, from address: String, at now: Nanoseconds
  ) throws -> PortalGate.Answer {
    let text = text ?? ticket()
    let request = try request(.post, "/apply", ticket: text, from: address)
    let answer = gate.enter(request, at: now)
    guard answer == .admitted else { return answer }
    defer { gate.leave(request) }
    let ticket = try ticket(of: text)
    switch gate.submit(ticket, honest, from: try PortalBed.sender(address), at: now) {
    case .refused(let refusal): return .refused(refusal)
    case .queued(let id):
      let action = gate.nextAction(at: now)
      #expect(action == .lease(id))
      gate.finish(ticket, isKept: true, at: now)
      return .admitted
    }
  }

  @Test("case 4: ten applications of an address, the eleventh 429 with 180 s, others are free")
  func submissions() throws {
    var gate = PortalGate(slots: 1_024)
    for _ in 0..<10 {
      #expect(try apply(&gate, from: "2001:db8:1:2::1", at: 0) == .admitted)
    }
    let refused = try apply(&gate, from: "2001:db8:1:2::ffff", at: 0)
    guard case .refused(let refusal) = refused else {
      Issue.record("admitted")
      return
    }
    #expect(refusal.status == 429 && refusal.retryAfter(jitter: 0) == 180)
    #expect(try apply(&gate, from: "2001:db8:1:3::1", at: 0) == .admitted)
    #expect(try apply(&gate, from: "2001:db8:1:2::1", at: 180 * second) == .admitted)
    #expect(try apply(&gate, from: "2001:db8:1:2::1", at: 180 * second) != .admitted)
  }

  @Test("case 3: one form sent fifty times at once is counted once, and thanked for ever after")
  func replay() throws {
    var gate = PortalGate(slots: 1_024)
    let text = ticket()
    let request = try request(.post, "/apply", ticket: text)
    for _ in 0..<50 { #expect(gate.enter(request, at: 0) == .admitted) }
    #expect(gate.inFlight(.submissions) == 50)
    let once = try ticket(of: text)
    for _ in 0..<50 {
      guard case .queued = gate.submit(once, honest, from: request.sender, at: 0) else {
        Issue.record("refused")
        return
      }
    }
    // Those that wait while the first is written need no connection, and nobody's time.
    #expect((1...4).map { _ in gate.nextAction(at: 0) } == (1...4).map { .lease($0) })
    #expect(gate.nextAction(at: 0) == nil)
    gate.finish(once, isKept: true, at: 0)
    var thanked: Set<Int> = []
    while case .thank(let id) = gate.nextAction(at: 0) { thanked.insert(id) }
    #expect(thanked == Set(5...50) && gate.nextAction(at: 0) == nil)
    for _ in 0..<3 { gate.finish(once, isKept: true, at: 0) }
    for _ in 0..<50 { gate.leave(request) }
    #expect(try apply(&gate, text, from: "198.51.100.7", at: 60 * second) == .thanked)
    #expect(gate.inFlight(.submissions) == 0)
    // The fifty have used up one of ten.
    let later = 60 * second
    for _ in 0..<9 { #expect(try apply(&gate, from: "192.0.2.1", at: later) == .admitted) }
    #expect(try apply(&gate, from: "192.0.2.1", at: later) != .admitted)
  }

  @Test("a form that was counted goes on until it is kept, whatever its address has used up")
  func again() throws {
    var gate = PortalGate(slots: 1_024)
    let text = ticket()
    let (once, request) = (try ticket(of: text), try request(.post, "/apply", ticket: text))
    for _ in 0..<9 { #expect(try apply(&gate, from: "192.0.2.1", at: 0) == .admitted) }
    for isKept in [false, true] {
      #expect(gate.enter(request, at: 0) == .admitted)
      guard case .queued = gate.submit(once, honest, from: request.sender, at: 0) else {
        Issue.record("refused")
        return
      }
      let action = gate.nextAction(at: 0)
      #expect(action != nil)
      gate.finish(once, isKept: isKept, at: 0)
      gate.leave(request)
    }
    #expect(gate.enter(request, at: 0) == .thanked)
    #expect(try apply(&gate, from: "192.0.2.1", at: 0) != .admitted)
  }

  @Test("a form with mistakes costs nothing, twenty times; then its ticket is used up")
  func mistakes() throws {
    var gate = PortalGate(slots: 1_024)
    let text = ticket()
    let request = try request(.post, "/apply", ticket: text)
    for _ in 0..<20 {
      #expect(gate.enter(request, at: 0) == .admitted)
      gate.noteMistake(try ticket(of: text), at: 0)
      gate.leave(request)
    }
    #expect(gate.enter(request, at: 0) == .refused(.ticketUsedUp))
    for _ in 0..<10 { #expect(try apply(&gate, from: "192.0.2.1", at: 0) == .admitted) }
  }

  @Test("a ticket is looked at last: after limits, and after how many are in flight")
  func order() throws {
    var gate = PortalGate(slots: 1_024)
    let forged = try request(.post, "/apply", ticket: "x")
    #expect(gate.enter(forged, at: 0) == .refused(.ticket(.invalid)))
    let young = try request(.post, "/apply", ticket: keys.tickets.mint(at: start - 1))
    #expect(gate.enter(young, at: 0) == .refused(.ticket(.tooYoung)))
    #expect(gate.inFlight(.submissions) == 0)
    for number in 0..<64 {
      let request = try request(.post, "/apply", ticket: ticket(), from: "10.\(number).0.1")
      #expect(gate.enter(request, at: 0) == .admitted)
    }
    #expect(gate.enter(forged, at: 0) == .refused(.overloaded))
    for _ in 0..<57 { _ = gate.enter(forged, at: 0) }
    #expect(gate.enter(forged, at: 0) == .refused(.tooMany(second / 2)))
  }

  @Test(
    "each rank has its own places in flight, and health none",
    arguments: zip(PortalRank.allCases, [nil, 256, 128, 16, 64, 64, 32] as [Int?]))
  func inFlight(rank: PortalRank, most: Int?) throws {
    var gate = PortalGate(slots: 1_024)
    var last: PortalRequest?
    for number in 0..<300 {
      let link = keys.links.mint(until: start + 60).text
      let from = "10.\(number / 100).\(number % 100).1"
      let request: PortalRequest =
        switch rank {
        case .health: try request(.get, "/livez", from: from)
        case .answers: try request(.put, "/portal/\(link)/answers/1.a", from: from)
        case .holders: try request(.get, "/portal/\(link)", from: from)
        case .uploads: try request(.post, "/portal/\(link)/photo", from: from)
        case .submissions: try request(.post, "/apply", ticket: ticket(), from: from)
        case .forms: try request(.get, "/apply", from: from)
        case .others: try request(.get, "/", from: from)
        }
      #expect(request.rank == rank)
      last = request
      let answer = gate.enter(request, at: 0)
      #expect(answer == (number < most ?? .max ? .admitted : .refused(.overloaded)))
    }
    gate.leave(try #require(last))
    #expect(gate.inFlight(rank) == (most ?? 1) - 1)
  }

  @Test("an office that has used up its address's requests goes on with its tests")
  func offices() throws {
    var gate = PortalGate(slots: 1_024)
    let link = keys.links.mint(until: start + 60).text
    let other = keys.links.mint(until: start + 60).text
    func enter(_ method: HTTPRequest.Method, _ path: String) throws -> PortalGate.Answer {
      let request = try request(method, path)
      let answer = gate.enter(request, at: 0)
      if answer == .admitted { gate.leave(request) }
      return answer
    }
    for _ in 0..<60 { #expect(try enter(.get, "/apply") == .admitted) }
    #expect(try enter(.get, "/portal/\(link)") == .refused(.tooMany(second / 2)))
    for _ in 0..<120 { #expect(try enter(.put, "/portal/\(link)/answers/1.a") == .admitted) }
    #expect(try enter(.put, "/portal/\(link)/answers/1.a") == .refused(.tooMany(second / 4)))
    #expect(try enter(.put, "/portal/\(other)/answers/1.a") == .admitted)
    #expect(try enter(.get, "/livez") == .admitted)
  }

  @Test("3.5: photos of a link are taken in one after the other, and are five in an hour")
  func photos() throws {
    var gate = PortalGate(slots: 1_024)
    let link = keys.links.mint(until: start + 60).text
    let photo = try request(.post, "/portal/\(link)/photo")
    for _ in 0..<4 {
      #expect(gate.enter(photo, at: 0) == .admitted)
      gate.leave(photo)
    }
    #expect(gate.enter(photo, at: 0) == .admitted)
    let other = try request(.post, "/portal/\(keys.links.mint(until: start + 60).text)/photo")
    #expect(gate.enter(other, at: 0) == .admitted)
    gate.leave(photo)
    #expect(gate.enter(photo, at: 0) == .refused(.tooMany(720 * second)))
    #expect(gate.enter(try request(.get, "/portal/\(link)"), at: 0) == .admitted)
  }

  @Test("who guesses links is stopped after twenty, and so is who has links without a row")
  func badLinks() throws {
    var gate = PortalGate(slots: 1_024)
    for _ in 0..<20 {
      let forged = try request(.get, "/portal/\(ticket())")
      #expect(gate.enter(forged, at: 0) == .admitted)
    }
    #expect(gate.enter(try request(.get, "/portal/x"), at: 0) == .refused(.tooMany(3 * second)))
    let good = try request(.get, "/portal/\(keys.links.mint(until: start + 60).text)")
    #expect(gate.enter(good, at: 0) == .refused(.tooMany(3 * second)))
    #expect(gate.enter(try request(.get, "/apply"), at: 0) == .admitted)

    let from = try PortalBed.sender("198.51.100.1")
    for _ in 0..<30 { gate.noteUnknownLink(from: from, at: 0) }
    let link = keys.links.mint(until: start + 60).text
    let another = try request(.get, "/portal/\(link)", from: "198.51.100.1")
    #expect(gate.enter(another, at: 0) == .refused(.tooMany(3 * second)))
    #expect(gate.enter(another, at: 3 * second) == .admitted)
    let answer = try request(.put, "/portal/\(link)/answers/1.a", from: "198.51.100.1")
    #expect(gate.enter(answer, at: 0) == .admitted)
  }

  @Test("a network that has sent much waits behind others")
  func turn() throws {
    var gate = PortalGate(slots: 1_024)
    func submit(_ address: String) throws -> Int {
      let once = try ticket(of: ticket())
      let sender = try PortalBed.sender(address)
      let submitted = gate.submit(once, honest, from: sender, at: 0)
      guard case .queued(let id) = submitted else { return 0 }
      return id
    }
    for _ in 0..<4 {
      let id = try submit("192.0.2.1")
      #expect(gate.nextAction(at: 0) == .lease(id))
    }
    let fifth = try submit("192.0.2.9")
    let other = try submit("198.51.100.1")
    gate.finish(try ticket(of: ticket()), isKept: true, at: 0)
    #expect(gate.nextAction(at: 0) == .lease(other))
    gate.finish(try ticket(of: ticket()), isKept: false, at: 0)
    #expect(gate.nextAction(at: 0) == .lease(fifth))
  }

  @Test("3.3: a mailbox gets twenty a day, in which a form that is sent several times is one")
  func mailbox() throws {
    var gate = PortalGate(slots: 1_024)
    func keeps(_ mailbox: String, of text: String? = nil, at now: Nanoseconds = 0) throws -> Bool {
      gate.keeps(Mailbox(mailbox), of: try ticket(of: text ?? ticket()), at: now)
    }
    let once = ticket()
    let fifty = try (0..<50).map { _ in try keeps("cat@x.example", of: once) }
    let others = try (1..<20).map { try keeps("cat+\($0)@x.example") }
    #expect((fifty + others).allSatisfy { $0 })
    let more = [
      try keeps("cat@x.example"), try keeps("dog@x.example"),
      try keeps("cat@x.example", at: 4_320 * second),
    ]
    #expect(more == [false, true, true])
  }

  @Test("whatever comes: no more in flight than may be, a place that is free is given, no growth")
  func everything() throws {
    var random = SplitMix64(seed: 3)
    var gate = PortalGate(slots: 1_024)
    let links = (0..<50).map { _ in keys.links.mint(until: start + 60).text }
    let bytes = gate.bytes
    var inFlight: [PortalRank: [PortalRequest]] = [:]
    var (now, overloaded) = (0 as Nanoseconds, 0)
    for _ in 0..<8_000 {
      now += Int64.random(in: 0...second / 1_000, using: &random)
      let network = Int.random(in: 0..<65_536, using: &random)
      let link = links[Int.random(in: 0..<links.count, using: &random)]
      let (method, path, ticket): (HTTPRequest.Method, String, String?) =
        switch Int.random(in: 0..<6, using: &random) {
        case 0: (.get, "/readyz", nil)
        case 1: (.put, "/portal/\(link)/answers/1.a", nil)
        case 2: (.get, "/portal/\(Bool.random(using: &random) ? link : "x")", nil)
        case 3: (.post, "/apply", Bool.random(using: &random) ? self.ticket() : "x")
        case 4: (.get, "/apply", nil)
        default: (.get, "/", nil)
        }
      let sender = "10.\(network / 256).\(network % 256).1"
      let request = try request(method, path, ticket: ticket, from: sender)
      let rank = request.rank
      switch gate.enter(request, at: now) {
      case .admitted: inFlight[rank, default: []].append(request)
      case .refused(.overloaded):
        overloaded += 1
        #expect(inFlight[rank]?.count == rank.most)
      case .thanked, .refused: break
      }
      let busy = inFlight.filter { !$0.value.isEmpty }.keys.sorted()
      if let rank = busy.randomElement(using: &random), random.next() % 3 == 0,
        let left = inFlight[rank]?.popLast()
      {
        gate.leave(left)
      }
      for (rank, requests) in inFlight { #expect(requests.count <= rank.most ?? .max) }
    }
    #expect(overloaded > 1_000 && gate.bytes == bytes)
  }
}
