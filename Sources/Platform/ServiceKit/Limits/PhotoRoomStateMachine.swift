/// Decides which photos may go on, so that the bytes of all of them stay within a budget and each
/// of them can be finished.
///
/// Each says at first how much it may need at most, and asks piece by piece as its bytes come: who
/// is slow holds no more than what came. A piece is given only if afterwards all could still be
/// finished one after another, the first come first (Dijkstra's banker with a fixed order): never
/// do all wait for one another, half done.
struct PhotoRoomStateMachine {
  struct Stay: Equatable {
    let id: Int
    /// The most that it will hold, in bytes.
    let most: Int
    var held = 0
    /// What it waits for.
    var wanted = 0
  }

  let capacity: Int
  /// How many may be there at once, those that wait among them: each of them is a request that is
  /// worked on.
  let places: Int
  /// In the order in which they came.
  private(set) var stays: [Stay] = []
  private var lastID = 0

  init(capacity: Int, places: Int) {
    self.capacity = capacity
    self.places = places
  }

  /// The bytes given out.
  var used: Int { stays.reduce(0) { $0 + $1.held } }

  // MARK: what happened

  /// - Parameter most: no more than the capacity.
  /// - Returns: nil: all places are taken.
  mutating func arrive(most: Int) -> Int? {
    guard stays.count < places else { return nil }
    lastID += 1
    stays.append(Stay(id: lastID, most: min(most, capacity)))
    return lastID
  }

  mutating func want(_ bytes: Int, _ id: Int) {
    guard let index = index(of: id) else { return }
    stays[index].wanted += bytes
  }

  mutating func leave(_ id: Int) { stays.removeAll { $0.id == id } }

  // MARK: what to do

  /// Gives what can be given, in the order in which they came.
  ///
  /// - Returns: whose wait is over.
  mutating func next() -> [Int] {
    var given: [Int] = []
    for index in stays.indices where stays[index].wanted > 0 {
      var after = stays
      after[index].held += after[index].wanted
      after[index].wanted = 0
      guard isSafe(after) else { break }
      stays = after
      given.append(stays[index].id)
    }
    return given
  }

  func waits(_ id: Int) -> Bool { index(of: id).map { stays[$0].wanted > 0 } ?? false }

  private func isSafe(_ stays: [Stay]) -> Bool {
    var free = capacity - stays.reduce(0) { $0 + $1.held }
    guard free >= 0 else { return false }
    for stay in stays {
      guard stay.most - stay.held <= free else { return false }
      free += stay.held
    }
    return true
  }

  private func index(of id: Int) -> Int? { stays.firstIndex { $0.id == id } }
}
