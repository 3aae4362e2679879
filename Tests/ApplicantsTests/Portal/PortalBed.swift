import FoundationEssentials
import Testing

@testable import Applicants
@testable import ServiceKit

extension PortalGate {
  /// With a memory that is made in no time.
  init(slots: Int) {
    var measures = PortalMeasures()
    measures.slots = slots
    self.init(measures)
  }
}

extension PortalLimit {
  /// Unless it is set otherwise.
  var rate: Rate { rate(PortalMeasures()) }
}

/// What tests of the portal have in common.
enum PortalBed {
  /// 2027-03-01T12:00:00Z
  static let start = Date(timeIntervalSince1970: 1_803_902_400)

  static func ring(_ numbers: UInt8...) throws -> KeyRing {
    try #require(KeyRing(numbers.map { .random($0) }))
  }

  /// Every text that differs from this one in a single bit of what it says, whether it is spelled as
  /// tokens are or not.
  static func neighbours(of text: String) throws -> [String] {
    let bytes = try #require(base64URLDecoded(text))
    let ofBytes = (0..<bytes.count * 8).map { bit in
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      return base64URL(changed)
    }
    let characters = Array(text.utf8)
    let ofText = (0..<characters.count * 7).map { bit in
      var changed = characters
      changed[bit / 7] ^= 1 << (bit % 7)
      return String(decoding: changed, as: UTF8.self)
    }
    return ofBytes + ofText
  }
}
