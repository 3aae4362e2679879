import Contracts
public import FoundationEssentials

/// What a ``Reanchor`` will not deliver although nobody can tell whether it was: what a person has to
/// know before.
public struct ReanchorDoubts: Sendable, Equatable {
  /// Retained events that the inbox does not hold, from when it is emptied by now.
  public private(set) var untold = 0
  /// When the first and the last of these happened.
  public private(set) var times: ClosedRange<Date>?
  /// The source has emptied rows that the destination may never have had.
  public internal(set) var isEmptied = false
  /// Since when the source has some.
  var retainedSince: Date?

  public var isEmpty: Bool { untold == 0 && !isEmptied }

  mutating func take(_ undelivered: [FindUndelivered.Row]) {
    for event in undelivered where event.mayHaveBeen && !event.isBelieved {
      untold += 1
      let known = times ?? event.time...event.time
      times = min(known.lowerBound, event.time)...max(known.upperBound, event.time)
    }
  }

  /// A sentence each.
  /// - Parameters: the names of both sides.
  public func sentences(source: String, destination: String) -> [String] {
    var sentences: [String] = []
    if let times {
      sentences.append(
        "\(untold) events that \(source) retains, from \(Timestamp.format(times.lowerBound)) to "
          + "\(Timestamp.format(times.upperBound)), will not be delivered: the inbox of "
          + "\(destination) holds nothing that old any more, so nobody can tell whether it had them"
      )
    }
    if isEmptied {
      sentences.append(
        "events that \(destination) never had may be gone from \(source), which has "
          + LinkRefused.retained(retainedSince))
    }
    return sentences
  }
}
