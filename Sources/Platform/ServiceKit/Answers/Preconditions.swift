import Contracts
public import Hummingbird

/// What `If-Match` asks of the present version.
public enum Precondition: Sendable, Hashable {
  /// Nothing was sent.
  case none
  /// `*`: any version will do, but there must be one.
  case any
  case versions(Set<Int64>)

  /// The versions of which the present one must be, as statements ask; nil: any.
  public var acceptedVersions: [Int64]? {
    guard case .versions(let versions) = self else { return nil }
    return versions.sorted()
  }

  /// Throws a 412 problem unless the version is one that was asked for.
  public func check(_ version: Int64) throws {
    if case .versions(let accepted) = self, !accepted.contains(version) {
      throw Problem.preconditionFailed
    }
  }
}

extension Request {
  /// `If-Match`, honoured where it is optional. What it guards is the resource's own state, so of a
  /// tag that covers more only the version counts.
  ///
  /// Weak tags and tags that are none of ours match nothing, as RFC 9110 wants it.
  public func ifMatch() throws -> Precondition {
    guard let header = headers[.ifMatch] else { return .none }
    guard let tags = EntityTags(header) else {
      throw Problem.malformed("If-Match must be * or a list of quoted ETags.")
    }
    return tags.isAny
      ? .any : .versions(Set(tags.strong.compactMap { EntityTag(opaque: $0.text)?.version }))
  }

  /// `If-Match` where several people edit the same thing.
  ///
  /// - Throws: 428 if it is missing or `*`, which would protect nothing.
  public func requireIfMatch() throws -> Precondition {
    let precondition = try ifMatch()
    guard case .versions = precondition else { throw Problem.preconditionRequired }
    return precondition
  }

  /// Whether `If-None-Match` names what would be answered (RFC 9110, section 13.1.2).
  func alreadyHas(_ etag: String) -> Bool {
    headers[.ifNoneMatch].flatMap(EntityTags.init)?.matchesWeakly(etag) ?? false
  }
}

/// A list of entity tags as in RFC 9110, section 13.1.
struct EntityTags {
  var isAny = false
  /// The opaque parts of strong tags, without quotes.
  var strong: [ExactText] = []
  var weak: [ExactText] = []

  init?(_ header: String) {
    var rest = header.drop { $0 == " " }
    if rest.split(separator: " ") == ["*"] {
      isAny = true
      return
    }
    while !rest.isEmpty {
      let isWeak = rest.hasPrefix("W/")
      if isWeak { rest = rest.dropFirst(2) }
      guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return nil }
      let tag = ExactText(String(rest[rest.index(after: rest.startIndex)..<end]))
      if isWeak { weak.append(tag) } else { strong.append(tag) }
      rest = rest[rest.index(after: end)...].drop { $0 == " " }
      guard !rest.isEmpty else { return }
      guard rest.first == "," else { return nil }
      rest = rest.dropFirst().drop { $0 == " " }
    }
    if strong.isEmpty, weak.isEmpty { return nil }
  }

  /// Weak comparison, as `If-None-Match` uses it.
  func matchesWeakly(_ etag: String) -> Bool {
    if isAny { return true }
    guard let own = EntityTags(etag), let tag = own.strong.first ?? own.weak.first else {
      return false
    }
    return strong.contains(tag) || weak.contains(tag)
  }
}
