/// All limits of a portal, in one mebibyte each unless another size is set.
struct PortalLimits: Sendable {
  private let hash = KeyedHash()
  /// In the order of the limits.
  private var limiters: [Limiter]
  private let isOn: Bool

  /// - Parameter isOn: off: nobody has to wait.
  init(_ measures: PortalMeasures = PortalMeasures(), isOn: Bool = true) {
    self.isOn = isOn
    limiters = PortalLimit.allCases.map { Limiter($0.rate(measures), slots: measures.slots) }
  }

  /// How long whoever has all these keys has to wait; 0: not at all. Nothing is counted.
  func wait(_ keys: [LimitKey], at now: Nanoseconds) -> Nanoseconds {
    guard isOn else { return 0 }
    return keys.map { limiters[$0.limit.rawValue].wait(hash.tag($0.bytes), at: now) }.max() ?? 0
  }

  mutating func take(_ keys: [LimitKey], at now: Nanoseconds) {
    for key in keys { limiters[key.limit.rawValue].take(hash.tag(key.bytes), at: now) }
  }

  /// How much of its burst the key has used up.
  func used(_ key: LimitKey, at now: Nanoseconds) -> Int {
    limiters[key.limit.rawValue].used(hash.tag(key.bytes), at: now)
  }

  /// How often a key was forgotten that still counted, in the order of the limits.
  var evictions: [Int] { limiters.map(\.evictions) }

  var bytes: Int { limiters.reduce(0) { $0 + $1.bytes } }
}
