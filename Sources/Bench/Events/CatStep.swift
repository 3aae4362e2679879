import ArgumentParser
import Contracts
import FoundationEssentials

/// A cat of the yard has taken its next step.
struct CatStep: EventPayload {
  static let type = "yard.step.v1"
  static let message: [UInt8] = []
  /// What makes an event 400 bytes long, as real ones are.
  static let usualPadding = String(repeating: "m", count: 330)

  var step: Int64
  var padding = usualPadding
}

/// The same in a version that came later: to a consumer that does not know it, an unknown one.
struct LaterCatStep: EventPayload {
  static let type = "yard.step.v2"
  static let message: [UInt8] = []

  var step: Int64
  var padding = CatStep.usualPadding
}

/// The cats of both databases are numbered alike from 1.
enum Cat {
  static func id(_ number: Int) -> UUID {
    let n = UInt32(truncatingIfNeeded: number)
    func byte(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: n >> shift) }
    return UUID(
      uuid: (
        0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, byte(24), byte(16), byte(8), byte(0)
      ))
  }
}

/// One event, as `CAT:STEP` on the command line.
struct Which: ExpressibleByArgument, Hashable {
  let cat: UUID
  let step: Int64

  init(cat: UUID, step: Int64) {
    self.cat = cat
    self.step = step
  }

  init?(argument: String) {
    let parts = argument.split(separator: ":")
    guard parts.count == 2, let cat = Int(parts[0]), let step = Int64(parts[1]) else { return nil }
    self.init(cat: Cat.id(cat), step: step)
  }
}
