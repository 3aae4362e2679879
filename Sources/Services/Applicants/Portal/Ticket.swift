import FoundationEssentials
import ServiceKit

/// What a form to apply has in its address: that we have handed it out, when, and a number by which
/// it is taken once.
struct Ticket: Hashable, Sendable {
  /// Younger forms are filled in by no cat; older ones have to be fetched anew. In seconds.
  static let ages: Range<TimeInterval> = 3..<7_200
  /// Forms that are sent before this age are a little suspicious, in seconds.
  static let unhurriedAge: TimeInterval = 5

  let issuedAt: Date
  let expiresAt: Date
  /// 8 bytes.
  let nonce: [UInt8]

  func age(at now: Date) -> TimeInterval { now.timeIntervalSince(issuedAt) }
}

extension Ticket: CustomStringConvertible {
  /// Nothing of what it is known by.
  var description: String { "ticket of \(issuedAt)" }
}

/// Why a form's ticket is not taken.
enum TicketRefusal: Error, Hashable {
  /// Not one of ours, or not as it was.
  case invalid
  /// Sent sooner than anybody types.
  case tooYoung
  /// The form is to be fetched anew.
  case expired
}

/// Makes tickets and knows them again. The content is issued 4 | expires 4 | nonce 8; 34 bytes in
/// all, 46 characters.
struct Tickets: Sendable {
  private let form: SignedBytes

  init(keys: KeyRing) { form = SignedBytes(keys: keys, contentWidth: 16) }

  /// - Parameter now: cut to the second.
  func mint(at now: Date, nonce: [UInt8] = randomBytes(8)) -> String {
    let issued = now.seconds32
    let expires = Date(seconds32: issued).addingTimeInterval(Ticket.ages.upperBound).seconds32
    return base64URL(form.sign(issued.bytes + expires.bytes + nonce))
  }

  /// - Parameter now: cut to the second.
  func minted(at now: Date) -> (text: String, ticket: Ticket) {
    let nonce = randomBytes(8)
    let issued = Date(seconds32: now.seconds32)
    return (
      mint(at: now, nonce: nonce),
      Ticket(issuedAt: issued, expiresAt: issued + Ticket.ages.upperBound, nonce: nonce)
    )
  }

  func ticket(_ text: Substring, at now: Date) throws(TicketRefusal) -> Ticket {
    guard let bytes = form.bytes(of: text) else { throw .invalid }
    let content = form.content(of: bytes)
    let ticket = Ticket(
      issuedAt: Date(seconds32: UInt32(bytes: content[..<4])),
      expiresAt: Date(seconds32: UInt32(bytes: content[4..<8])), nonce: Array(content[8...]))
    guard ticket.age(at: now) >= Ticket.ages.lowerBound else { throw .tooYoung }
    guard now < ticket.expiresAt else { throw .expired }
    return ticket
  }
}
