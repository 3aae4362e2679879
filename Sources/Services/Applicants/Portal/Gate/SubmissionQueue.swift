/// Decides which application is written next, and which are told to come again: there are four
/// connections for all of them.
///
/// The least suspicious goes first; of several, whose network has sent least of late, then who came
/// first. So a flood from one network waits behind everybody else.
struct SubmissionQueue: Sendable {
  enum Action: Hashable {
    /// It has a connection now, until `finished`.
    case lease(Int)
    /// There is none for it in time: 503.
    case refuse(Int)
  }

  private struct Waiter {
    let id: Int
    let suspicion: Int
    let turn: Int
    let deadline: Nanoseconds

    /// Those that came first have the lower number.
    var order: (Int, Int, Int) { (suspicion, turn, id) }
  }

  static let leases = 4

  private let places: Int
  private let patience: Duration
  /// At twenty a second two hours of rubbish are no more than 144 000 rows.
  let pace: Rate

  /// In their order.
  private var waiters: [Waiter] = []
  private var lastID = 0
  private(set) var leased = 0
  /// When the next lease is due at the pace.
  private var due: Nanoseconds = 0

  init(_ measures: PortalMeasures = PortalMeasures()) {
    places = measures.queuePlaces
    patience = .seconds(measures.queueSeconds)
    let pace = measures.submissionsPerSecond
    self.pace = Rate(pace, per: .seconds(1), burst: pace)
  }

  var waiting: Int { waiters.count }

  // MARK: what happened

  /// - Parameter turn: how much its network has sent of late.
  /// - Returns: by which number actions name it.
  mutating func join(_ suspicion: Suspicion, turn: Int, at now: Nanoseconds) -> Int {
    lastID += 1
    let waiter = Waiter(
      id: lastID, suspicion: suspicion.count, turn: turn,
      deadline: now + patience.nanoseconds)
    let place = waiters.firstIndex { waiter.order < $0.order } ?? waiters.endIndex
    waiters.insert(waiter, at: place)
    return lastID
  }

  /// Somebody needs none any more.
  mutating func withdraw(_ id: Int) { waiters.removeAll { $0.id == id } }

  /// A connection is free again.
  mutating func finished() { leased -= 1 }

  // MARK: what to do

  /// To be asked until there is nothing to do.
  mutating func nextAction(at now: Nanoseconds) -> Action? {
    if let late = waiters.firstIndex(where: { $0.deadline <= now }) {
      return .refuse(waiters.remove(at: late).id)
    }
    if leased < Self.leases, !waiters.isEmpty, pace.wait(due: due, at: now) == 0 {
      leased += 1
      due = pace.next(due: due, at: now)
      return .lease(waiters.removeFirst().id)
    }
    return waiters.count > places ? .refuse(waiters.removeLast().id) : nil
  }
}
