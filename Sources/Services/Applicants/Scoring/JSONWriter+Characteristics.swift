import Contracts
import ServiceKit

extension JSONWriter {
  /// The member `characteristics`: the points of all twenty by their names; null as long as nobody
  /// knows them.
  ///
  /// - Parameter points: in the order of ``CharacteristicsCode/names``.
  mutating func characteristics(_ points: [Int]?) {
    key("characteristics")
    guard let points else { return null() }
    beginObject()
    for (name, value) in zip(CharacteristicsCode.names, points) { field(name, value) }
    endObject()
  }
}
