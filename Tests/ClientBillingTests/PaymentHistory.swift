import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

/// A history of three clients' money that is drawn at random. Of one seed it is the same one again, if
/// tries are made one after another: which one ends first may decide what credit pays for.
struct PaymentHistory {
  let collect: CollectBed
  let clients: [UUID]
  private(set) var paper = PaymentPaper()
  private var random: SplitMix64

  init(_ seed: UInt64, _ collect: CollectBed) async throws {
    self.collect = collect
    random = SplitMix64(seed: seed)
    var clients: [UUID] = []
    for (n, adapter) in ["card", "direct_debit", "card"].enumerated() {
      let client = try await collect.bed.client(collect.bed.id("client \(n) of \(seed)"))
      try await collect.method(adapter, of: client)
      clients.append(client)
    }
    self.clients = clients
  }

  private var desks: [(name: String, desk: PawPayDesk)] {
    [("card", collect.card), ("direct_debit", collect.debit)]
  }

  /// - Parameter sunday: on which it ends.
  mutating func live(until sunday: String) async throws {
    for _ in 0..<Int.random(in: 3...9, using: &random) {
      let client = anybody()
      let order = collect.bed.facts(
        client: client, price: Int64.random(in: 0...20_000, using: &random),
        discountPercent: [0, 5, 12][Int.random(in: 0..<3, using: &random)])
      try await collect.bed.finish(order)
      paper.charge(client, order.charge.hundredths, for: order.orderID)
    }
    for _ in 0..<3 { try await takeBack() }
    try collect.bed.go(to: "\(sunday)T17:03:00Z")
    try await collect.bed.bill()
    paper.bill()
    for _ in 0..<5 { try await liveADay() }
    try await askForAll()
  }

  private mutating func anybody() -> UUID { clients[Int.random(in: 0..<3, using: &random)] }

  private mutating func liveADay() async throws {
    for (_, desk) in desks {
      let day = random.next()
      desk.judge { Self.fate(of: $0, isRefund: $1, on: day) }
      desk.isDeaf = Int.random(in: 0..<5, using: &random) == 0
    }
    for _ in 0..<3 { try await act() }
    try await collect.round()
    for (_, desk) in desks { turn(at: desk) }
    try await collect.reconcile()
    collect.time.advance(by: 86_400)
  }

  private mutating func act() async throws {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<3: try await takeBack()
    case 3..<6: try await refund()
    case 6: payUnasked()
    case 7..<9: try await settleStray()
    default:
      try await collect.method(Bool.random(using: &random) ? "card" : "direct_debit", of: anybody())
    }
  }

  // MARK: managers

  private mutating func takeBack() async throws {
    guard let place = paper.items.indices.randomElement(using: &random) else { return }
    let item = paper.items[place]
    let part =
      item.kind == .charge && Bool.random(using: &random)
      ? Int64.random(in: 1...item.amount, using: &random) : nil
    let answer = try await collect.takeBack(item.id, part.map { "\(Money(hundredths: $0))" })
    guard let made = paper.takeBack(place, part, by: answer.id) else {
      #expect(answer.problem == "beyond-the-line", "\(answer.text)")
      return
    }
    #expect(answer.status == 201 && answer["kind"]?.string == made.kind.rawValue, "\(answer.text)")
    #expect(answer["amount"]?.string == "\(Money(hundredths: made.amount))")
    #expect((answer["number"] != .null) == made.isNote)
  }

  private mutating func refund() async throws {
    let client = anybody()
    let payments = try await collect.bed.billing.database.query(
      """
      select r.id, least(-a.carried, left_of(r.id))
      from   receipt r join account a using (party)
      where  r.party = \(client) and r.direction = 'in'
      order  by r.amount, r.adapter, 2
      """, as: UUID.self, Int64.self)
    guard let (payment, most) = payments.randomElement(using: &random) else { return }
    let isTooMuch = most <= 0 || Int.random(in: 0..<5, using: &random) == 0
    // Below what takes two managers.
    let amount =
      isTooMuch ? max(most, 0) + 1 : Int64.random(in: 1...min(most, 100_000), using: &random)
    let answer = try await collect.refund("\(Money(hundredths: amount))", of: payment)
    #expect(answer.problem == (isTooMuch ? "nothing-to-refund" : nil), "\(answer.text)")
    if !isTooMuch { paper.refunds[answer.id] = client }
  }

  private mutating func payUnasked() {
    let (name, desk) = desks[Int.random(in: 0..<2, using: &random)]
    let (number, reference) = (paper.strays.count, UUID())
    let amount = Int64.random(in: 1...20_000, using: &random)
    let id = "\(Self.elsewhere)\(number)"
    desk.know(ExactText(id), of: reference, Money(hundredths: amount), named: id)
    paper.strays.append(.init(reference: reference, name: "\(name)-\(id)", amount: amount))
  }

  /// For an invoice, or as not ours: then it goes back to where it came from.
  private mutating func settleStray() async throws {
    let open = paper.strays.indices.filter { paper.strays[$0].isOpen }
    guard let place = open.randomElement(using: &random) else { return }
    let (name, client) = (paper.strays[place].name, anybody())
    let invoices = try await collect.query(
      """
      select i.id from client_billing.invoice i
      join   client_billing.settlement s on s.invoice_id = i.id
      where  i.party = '\(client.wire)' order by i.number
      """, as: UUID.self)
    let invoice =
      Int.random(in: 0..<4, using: &random) == 0 ? nil : invoices.randomElement(using: &random)
    let found = try await collect.bed.list("differences", "?limit=200").first {
      $0["reference"]?.string == name
    }
    // Nobody has looked at the list since it came.
    guard let id = found?["id"]?.string else { return }
    let answer = try await collect.settle(id, for: invoice)
    #expect(answer.status == 200, "\(answer.text)")
    paper.strays[place].isOpen = false
    paper.strays[place].client = invoice == nil ? nil : client
    if invoice == nil { desks.first { name.hasPrefix($0.name) }?.desk.giveBack(ExactText(name)) }
  }

  // MARK: providers

  /// What the keys of payments begin with that we have not asked for.
  private static let elsewhere = "elsewhere."

  /// What becomes of an order hangs on the day and on what is to be paid, not on who comes first.
  private static func fate(
    of order: MoneyOrder, isRefund: Bool, on day: UInt64
  ) -> PawPayDesk.Fate {
    var random = SplitMix64(seed: day &+ UInt64(clamping: order.amount.hundredths))
    let fates: [PawPayDesk.Fate] =
      [.pays, .pays, .pends, .losesAnswer, .losesOrder]
      + (isRefund
        ? [.declines("closed", isFinal: true)]
        : [.declines("insufficient_funds", isFinal: false), .paysHalf, .paysTwice])
    return fates[Int.random(in: fates.indices, using: &random)]
  }

  /// What was pending is paid or declined; what was paid may come back.
  private mutating func turn(at desk: PawPayDesk) {
    // In an order that no draw depends on.
    let payments = desk.payments.filter { !$0.key.text.hasPrefix(Self.elsewhere) }.sorted {
      $0.amount.hundredths < $1.amount.hundredths
    }
    guard let payment = payments.randomElement(using: &random) else { return }
    let isGood = Bool.random(using: &random)
    switch payment.standing {
    case .pending:
      desk.move(
        payment.key, to: isGood ? .paid : .declined(code: "insufficient_funds", isFinal: false))
    case .paid where !isGood: desk.giveBack(payment.providerReference)
    case .paid, .declined, .back: break
    }
  }

  /// Everything that providers know becomes known: what an answer that is lost has done is there at the
  /// next look.
  private func askForAll() async throws {
    // What never came to the card's provider yesterday is by now known not to come any more.
    collect.time.advance(by: 7_200)
    for (_, desk) in desks {
      desk.isDeaf = false
      desk.judge { _, _ in .pays }
    }
    try await collect.reconcile()
    // In an order that does not hang on ids, which are new each time.
    let subjects = try await collect.query(
      """
      select subject from client_billing.money_try
      group  by subject order by min(made_at), min(amount), min(adapter)
      """, as: UUID.self)
    for _ in 0..<4 {
      // Whoever was silent rests for a while.
      collect.time.advance(by: 60)
      for subject in subjects {
        for (name, desk) in desks { _ = try await collect.notify(subject, by: name, desk) }
      }
      try await collect.round()
    }
  }
}
