import ServiceKit

/// What the portal's keys sign.
///
/// One key is made into one for each use, so that no ticket passes for a link. Who has the keys can
/// make links that pass the gate, and then finds that none of them is in the database.
struct PortalKeys: Sendable {
  let links: LinkTokens
  let tickets: Tickets

  init(_ keys: KeyRing) {
    links = LinkTokens(keys: keys.derived(for: "mcf link 1"))
    tickets = Tickets(keys: keys.derived(for: "mcf ticket 1"))
  }
}
