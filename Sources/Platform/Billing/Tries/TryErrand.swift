import Contracts
public import FoundationEssentials
public import Logging
public import Postgres
public import ServiceKit

/// Tries what is due, and looks up what became of tries of which that is not known.
///
/// Whoever dies on the way leaves a try that is written down; who looks it up finds it at its provider,
/// or sends it again under the same key. A provider that does not answer rests (``ProviderRests``):
/// meanwhile nothing is looked up or tried there but by one at a time, and others are not held up.
public struct TryErrand<Purpose: TryPurpose>: Errand {
  public static var name: String { Purpose.errand }

  public let books: TryBooks<Purpose>
  let database: PostgresClient
  let routes: MoneyRoutes
  let clock: Clock
  let timeout: TimeInterval

  /// - Parameters:
  ///   - routes: whom tries may go through.
  public init(
    _ purpose: Purpose, through routes: [MoneyRoute], in database: PostgresClient,
    _ settings: TrySettings, clock: Clock, logger: Logger
  ) {
    books = TryBooks(
      purpose, in: database, lookPauses: LookPauses(first: settings.firstLook), logger: logger)
    self.database = database
    self.routes = MoneyRoutes(routes)
    self.clock = clock
    timeout = settings.timeout
  }

  /// A look and an order, at most; those who are looked up for one order are asked at once.
  public var time: Duration { .seconds(2 * timeout) }

  public func isDue(at now: Date) async throws -> Bool {
    try await database.readOne(
      FindSettling(of: Purpose.name, orInvoices: Purpose.settlesInvoices, at: now)) == true
  }

  public func claim(
    at now: Date, until leaseEnd: Date, atMost most: Int
  ) async throws -> [TryClaim] {
    let looks = try await claimTries(at: now, until: leaseEnd, atMost: most)
      .map { TryClaim.look($0) }
    guard Purpose.settlesInvoices, looks.count < most else { return looks }
    let invoices = try await database.execute(
      ClaimSettlements(at: now, until: leaseEnd, atMost: most - looks.count))
    return looks + invoices.map { TryClaim.pay($0.invoice, n: $0.n, leaseEnd: leaseEnd) }
  }

  /// What is to be looked up; of a provider that does not answer nothing while it rests, and one after.
  private func claimTries(
    at now: Date, until leaseEnd: Date, atMost most: Int
  ) async throws -> [MoneyTry] {
    let (resting, rested) = routes.rests.standing(at: now)
    var tries: [MoneyTry] = []
    for name in rested where tries.count < most {
      let one = try await database.execute(
        ClaimTries(of: Purpose.name, through: name, at: now, until: leaseEnd, atMost: 1))
      if !one.isEmpty { _ = routes.rests.turn(with: [name], at: now, until: leaseEnd) }
      tries += one
    }
    return try await tries
      + database.execute(
        ClaimTries(
          of: Purpose.name, besides: resting, at: now, until: leaseEnd,
          atMost: most - tries.count))
  }

  public func act(on claim: TryClaim) async -> ErrandOutcome<TryNews> {
    do {
      switch claim {
      case .look(let attempt): return try await look(up: attempt)
      case .pay(let invoice, let n, let leaseEnd):
        return try await pay(invoice, n, until: leaseEnd)
      }
    } catch let failure as ErrandFailure {
      return .failed(failure)
    } catch {
      return .failed(ErrandFailure("the try cannot be written down: \(error)"))
    }
  }

  /// - Parameter nextAt: not minded: tries have pauses of their own.
  public func note(
    _ outcome: ErrandOutcome<TryNews>, of claim: TryClaim, at now: Date, nextAt: Date
  ) async throws {
    switch outcome {
    case .done(let news): try await books.record(news, of: claim, at: now)
    case .unknown(let failure):
      try await books.record(TryNews(silence: failure), of: claim, at: now)
    // Nothing was asked for: it is due again when the lease ends.
    case .failed: break
    }
  }

  // MARK: asking

  private func look(up attempt: MoneyTry) async throws -> ErrandOutcome<TryNews> {
    let route = try routes[attempt.adapter]
    switch await look(up: attempt.order.reference, at: route) {
    case .unknown(let failure): return .unknown(failure)
    case .answer(let states):
      let told = [attempt.adapter: states]
      let isThere = states.contains { $0.key == attempt.id }
      guard !isThere, !attempt.state.isFinal else {
        return .done(TryNews(told, .look, absence: .silence))
      }
      let absence = TryLife.Finding.notThere(
        age: clock.now().timeIntervalSince(attempt.madeAt),
        keyLife: route.adapter.keyLife / .seconds(1))
      var life = attempt.life
      guard life.take(absence) == [.sendAgain] else {
        return .done(TryNews(told, .look, absence: absence))
      }
      return await send(attempt, through: route, knowing: told)
    }
  }

  /// The first try asks for nothing before; a later one only after everything under the invoice's
  /// reference is looked up, wherever it was tried so far.
  private func pay(
    _ invoice: UUID, _ n: Int32, until leaseEnd: Date
  ) async throws -> ErrandOutcome<TryNews> {
    let adapters = n > 1 ? try await database.read(FindTriedThrough(invoice)) : []
    let now = clock.now()
    if let later = routes.rests.turn(with: adapters, at: now, until: leaseEnd) {
      try await database.execute(AwaitProvider(of: invoice, until: later, at: now))
      return .done(.nothing)
    }
    let told = try await lookUp(invoice, at: adapters)
    let made = try await books.makeTry(
      for: invoice, n, knowing: told, through: routes, at: clock.now(), until: leaseEnd)
    guard let made else { return .done(.nothing) }
    guard told.states(of: made).isEmpty else {
      // It is there already: our database was restored from before it was made.
      return .done(TryNews(told.told, .look, absence: .silence))
    }
    return await send(made, through: try routes[made.adapter], knowing: told.told)
  }

  /// - Throws: the failure of whoever does not answer: without that nothing is tried.
  private func lookUp(_ invoice: UUID, at adapters: [String]) async throws -> TryNews {
    try await withThrowingTaskGroup { group in
      for name in adapters {
        let route = try routes[name]
        group.addTask { (name, await look(up: ExactText(invoice.wire), at: route)) }
      }
      var news = TryNews.nothing
      var silence: ErrandFailure?
      for try await (name, answer) in group {
        switch answer {
        case .unknown(let failure): silence = failure
        case .answer(let states): news.add(states, by: name)
        }
      }
      if let silence { throw silence }
      return news
    }
  }

  private func look(
    up reference: ExactText, at route: MoneyRoute
  ) async -> Answered<[MoneyState]> {
    let answer = await route.adapter.look(up: reference)
    routes.rests.note(answer, by: route.name, at: clock.now())
    return answer
  }

  private func send(
    _ attempt: MoneyTry, through route: MoneyRoute, knowing told: [String: [MoneyState]]
  ) async -> ErrandOutcome<TryNews> {
    let answer = await route.send(attempt.order)
    routes.rests.note(answer, by: route.name, at: clock.now())
    switch answer {
    case .unknown(let failure): return .unknown(failure)
    case .answer(let state):
      var news = TryNews(told, .answer, absence: .silence)
      news.add([state], by: route.name)
      return .done(news)
    }
  }
}

/// Does what there is to be tried and looked up.
public typealias TryService<Purpose: TryPurpose> = ErrandService<TryErrand<Purpose>>

extension ErrandService {
  public convenience init<Purpose>(
    _ purpose: Purpose, through routes: [MoneyRoute], in database: PostgresClient,
    _ settings: TrySettings, clock: Clock, logger: Logger
  ) where Kind == TryErrand<Purpose> {
    self.init(
      TryErrand(
        purpose, through: routes, in: database, settings, clock: clock, logger: logger),
      every: .seconds(settings.interval), atOnce: settings.parallel, clock: clock, logger: logger)
  }
}
