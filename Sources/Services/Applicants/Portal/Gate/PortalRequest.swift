import FoundationEssentials

/// A request to the portal as its gate sees it: who goes first, and by what it is counted. No
/// database was asked.
struct PortalRequest: Sendable {
  let rank: PortalRank
  let sender: SenderAddress
  private(set) var link: LinkToken?
  /// It has a link that is malformed, forged or expired.
  private(set) var hasBadLink = false
  private(set) var ticket: Result<Ticket, TicketRefusal>?

  /// - Throws: 413 and 415.
  init(
    _ head: PortalHead, from sender: SenderAddress, keys: PortalKeys, at now: Date
  ) throws(PortalRefusal) {
    self.sender = sender
    let place = head.place
    try head.check(place)
    switch place {
    case .health: rank = .health
    case .form: rank = .forms
    case .other: rank = .others
    case .submission:
      // Without a ticket it is no form of ours, and read no further.
      rank = head.ticket == nil ? .others : .submissions
      ticket = Result { () throws(TicketRefusal) in
        try keys.tickets.ticket(head.ticket ?? "", at: now)
      }
    case .link(let text, let use):
      link = keys.links.token(text, at: now)
      hasBadLink = link == nil
      rank =
        switch use {
        case _ where hasBadLink: .others
        case .answer: .answers
        case .photo: .uploads
        case .other: .holders
        }
    }
  }

  /// Of a picture that is sent, whose it is.
  var upload: [UInt8]? { rank == .uploads ? link?.hash : nil }

  /// What it is counted by. Offices share an address, so a test that is sat there is counted by its
  /// link alone.
  var counted: [LimitKey] {
    let ofAddress = rank == .answers ? [] : LimitKey.requests(of: sender)
    let ofLink = link.map { LimitKey.link($0, isPhoto: rank == .uploads) } ?? []
    return ofAddress + ofLink + (hasBadLink ? [.badLinks(of: sender)] : [])
  }
}
