/// Decides which requests to the portal are gone on with, before tokens, routes and logs, and without
/// the database: the first that refuses answers.
///
/// 1. Type and length of the body (``PortalRequest``).
/// 2. Limits, each by an instant a key.
/// 3. How many are in flight, by rank.
/// 4. Of an application, its ticket.
///
/// Only then is a body read. Whoever is refused for reaching a limit is not counted for it.
struct PortalGate: Sendable {
  enum Answer: Hashable, Sendable {
    /// Until `leave`.
    case admitted
    /// The form was taken already: it is thanked for again, and nothing changes.
    case thanked
    case refused(PortalRefusal)
  }

  enum Submitted: Hashable, Sendable {
    /// By this number the queue's actions name it.
    case queued(Int)
    case refused(PortalRefusal)
  }

  private(set) var limits: PortalLimits
  private(set) var tickets: TicketMemory
  private var queue: SubmissionQueue
  /// The forms that wait in it, by its numbers.
  private var waiting: [Int: Ticket] = [:]
  /// By rank.
  private var counts = PortalRank.allCases.map { _ in 0 }
  /// The links whose pictures are being taken in.
  private var uploading: Set<[UInt8]> = []

  /// - Parameter hasLimits: whether anybody is counted.
  init(_ measures: PortalMeasures = PortalMeasures(), hasLimits: Bool = true) {
    limits = PortalLimits(measures, isOn: hasLimits)
    tickets = TicketMemory(slots: measures.slots)
    queue = SubmissionQueue(measures)
  }

  func inFlight(_ rank: PortalRank) -> Int { counts[rank.rawValue] }

  /// What it has taken, which does not grow; what waits is little, and bounded by the queue.
  var bytes: Int { limits.bytes + tickets.bytes }

  // MARK: requests

  mutating func enter(_ request: PortalRequest, at now: Nanoseconds) -> Answer {
    guard let most = request.rank.most else { return .admitted }
    let counted = request.counted
    let wait = limits.wait(counted + asked(request, at: now), at: now)
    guard wait == 0 else { return .refused(.tooMany(wait)) }
    limits.take(counted, at: now)
    guard inFlight(request.rank) < most else { return .refused(.overloaded) }
    switch request.ticket {
    case .failure(let refusal): return .refused(.ticket(refusal))
    case .success(let ticket) where tickets.isSpent(ticket, at: now): return .thanked
    case .success(let ticket) where tickets.isUsedUp(ticket, at: now):
      return .refused(.ticketUsedUp)
    case .success, nil: break
    }
    // One picture of a link after the other.
    if let upload = request.upload, !uploading.insert(upload).inserted {
      return .refused(.tooMany(Self.nextUpload))
    }
    counts[request.rank.rawValue] += 1
    return .admitted
  }

  /// An admitted request is answered.
  mutating func leave(_ request: PortalRequest) {
    if request.rank.most != nil { counts[request.rank.rawValue] -= 1 }
    if let upload = request.upload { uploading.remove(upload) }
  }

  private static let nextUpload = Duration.seconds(10).nanoseconds

  /// What a request is held to and not yet counted by: an application is when it is kept, so that
  /// mistakes in it cost nothing, and a link is bad when the database says so.
  private func asked(_ request: PortalRequest, at now: Nanoseconds) -> [LimitKey] {
    switch (request.rank, request.ticket) {
    case (.holders, _), (.uploads, _): [.badLinks(of: request.sender)]
    case (.submissions, .success(let ticket)) where tickets.isCounted(ticket, at: now): []
    case (.submissions, _): LimitKey.submissions(of: request.sender)
    default: []
    }
  }

  /// A link that was signed by us has no row.
  mutating func noteUnknownLink(from sender: SenderAddress, at now: Nanoseconds) {
    let key = LimitKey.badLinks(of: sender)
    if limits.wait([key], at: now) == 0 { limits.take([key], at: now) }
  }

  // MARK: applications

  /// The form came back with mistakes; its ticket is good for another try.
  mutating func noteMistake(_ ticket: Ticket, at now: Nanoseconds) {
    tickets.noteMistake(ticket, at: now)
  }

  /// A form that is in order waits for its connection to the database. One that is sent several times
  /// at once is counted once.
  mutating func submit(
    _ ticket: Ticket, _ suspicion: Suspicion, from sender: SenderAddress, at now: Nanoseconds
  ) -> Submitted {
    if !tickets.isCounted(ticket, at: now) {
      let keys = LimitKey.submissions(of: sender)
      let wait = limits.wait(keys, at: now)
      guard wait == 0 else { return .refused(.tooMany(wait)) }
      limits.take(keys, at: now)
      tickets.noteCounted(ticket, at: now)
    }
    let id = queue.join(suspicion, turn: turn(of: sender, at: now), at: now)
    waiting[id] = ticket
    return .queued(id)
  }

  /// How much its network has sent of late.
  func turn(of sender: SenderAddress, at now: Nanoseconds) -> Int {
    limits.used(.networkSubmissions(of: sender), at: now)
  }

  /// What becomes of somebody who waits.
  enum Action: Hashable {
    /// There is a connection now, until `finish`.
    case lease(Int)
    /// There is none in time: 503.
    case refuse(Int)
    /// The same form was taken meanwhile: it needs none.
    case thank(Int)
  }

  /// To be asked until there is nothing to do.
  ///
  /// Of a form that is sent many times at once, those that still wait when it is taken use up nobody's
  /// time.
  mutating func nextAction(at now: Nanoseconds) -> Action? {
    if let id = waiting.first(where: { tickets.isSpent($0.value, at: now) })?.key {
      queue.withdraw(id)
      waiting[id] = nil
      return .thank(id)
    }
    switch queue.nextAction(at: now) {
    case .lease(let id):
      waiting[id] = nil
      return .lease(id)
    case .refuse(let id):
      waiting[id] = nil
      return .refuse(id)
    case nil: return nil
    }
  }

  /// Its connection is free again.
  ///
  /// - Parameter isKept: the database has taken the ticket, now or before.
  mutating func finish(_ ticket: Ticket, isKept: Bool, at now: Nanoseconds) {
    queue.finished()
    if isKept { tickets.noteSpent(ticket, at: now) }
  }

  // MARK: mailboxes

  /// Counts an application in a mailbox's name, once: a form may be sent several times at once.
  ///
  /// - Returns: false: there are too many. Whoever sent it is thanked all the same.
  mutating func keeps(_ mailbox: Mailbox, of ticket: Ticket, at now: Nanoseconds) -> Bool {
    guard !tickets.hasMailbox(ticket, at: now) else { return true }
    let key = LimitKey.mailbox(mailbox)
    guard limits.wait([key], at: now) == 0 else { return false }
    limits.take([key], at: now)
    tickets.noteMailbox(ticket, at: now)
    return true
  }
}
