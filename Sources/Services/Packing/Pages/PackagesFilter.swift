import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

/// What of the list a page shows.
struct PackagesFilter: Sendable {
  /// A part of the worker's name.
  var name: String?
  var part: Part?
  /// Where the page before ended.
  var after: (pickUpAt: Date, id: UUID)?

  /// A part of the list, or what has just left it and may have to come back.
  enum Part: String, CaseIterable, Sendable {
    case toPack = "to_pack"
    case ready, issued, unpacked
  }

  static let list = "packages-page"

  init(name: String? = nil, part: Part? = nil) {
    self.name = name
    self.part = part
  }

  /// - Throws: a 400 problem with every mistake.
  init(_ query: QueryForm) throws {
    name = query.text("q", 0...200)
    part = query.choice("status", Part.self)
    after = query.cursor(Self.list, Date.self, UUID.self)
    try query.finish()
  }

  private var status: PackageStatus? { part.flatMap { PackageStatus(rawValue: $0.rawValue) } }

  /// The packages of this page.
  ///
  /// - Parameter recently: what was unpacked since then can be taken back.
  func query(limit: Int, recently: Date) -> PackageQuery {
    PackageQuery(
      status: status, done: part == .unpacked, name: name.map(LikePattern.init),
      unpackedAfter: part == .unpacked ? recently : nil, after: after, limit: limit)
  }

  /// The list's first page.
  var start: PackagesFilter { PackagesFilter(name: name, part: part) }

  /// The page that goes on after a package.
  func next(after last: Package) -> PackagesFilter {
    var next = self
    next.after = (last.pickUpAt, last.id)
    return next
  }

  /// Whether a package is on this page, were the page long enough.
  func shows(_ package: Package, recently: Date) -> Bool {
    let isInPart =
      part == .unpacked
      ? package.unpackedAt.map { $0 > recently } ?? false
      : !package.isDone && (status == nil || status == package.status)
    return isInPart && (name.map { Self.isFound($0, in: package.workerName) } ?? true)
  }

  /// By scalars, as the database finds it: to `contains` a letter with a mark is not the letter.
  private static func isFound(_ part: String, in name: String) -> Bool {
    name.lowercased().utf8.firstRange(of: part.lowercased().utf8) != nil
  }

  /// The page's address.
  func path(at address: Address = .packages, _ more: [(String, String)] = []) -> String {
    var fields: [(String, String)] = []
    if let name { fields.append(("q", name)) }
    if let part { fields.append(("status", part.rawValue)) }
    if let after {
      fields.append(("cursor", Cursor.encode(Self.list, after.pickUpAt, after.id)))
    }
    return address.path + queryString(fields + more)
  }
}
