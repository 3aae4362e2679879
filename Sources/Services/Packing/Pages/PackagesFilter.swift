import FoundationEssentials
import Hummingbird
import ServiceKit

/// What of the list a page shows.
struct PackagesFilter: Sendable {
  /// A part of the worker's name.
  var name: String?
  var status: PackageStatus?
  /// Where the page before ended.
  var after: (pickUpAt: Date, id: UUID)?

  static let list = "packages-page"

  init(name: String? = nil, status: PackageStatus? = nil) {
    self.name = name
    self.status = status
  }

  /// - Throws: a 400 problem with every mistake; what the page adds to its own addresses is known.
  init(_ form: QueryForm) throws {
    name = form.text("q", 0...200).flatMap { $0.isEmpty ? nil : $0 }
    status = form.choice("status", PackageStatus.self)
    after = form.cursor(Self.list, Date.self, UUID.self)
    _ = form.text("notice", 0...40)
    try form.finish()
  }

  /// The packages of this page.
  func query(limit: Int) -> PackageQuery {
    PackageQuery(
      status: status, done: false, name: name.map(LikePattern.init), after: after, limit: limit)
  }

  /// The page that goes on after a package.
  func next(after last: Package) -> PackagesFilter {
    var next = self
    next.after = (last.pickUpAt, last.id)
    return next
  }

  /// Whether a package is on this page, were the page long enough.
  func shows(_ package: Package) -> Bool {
    !package.isDone && (status == nil || status == package.status)
      && (name.map { package.workerName.lowercased().contains($0.lowercased()) } ?? true)
  }

  /// The page's address.
  func path(_ more: [(String, String)] = [], below suffix: String = "") -> String {
    var fields: [(String, String)] = []
    if let name { fields.append(("q", name)) }
    if let status { fields.append(("status", status.rawValue)) }
    if let after {
      fields.append(("cursor", Cursor.encode(Self.list, after.pickUpAt, after.id)))
    }
    return "/packages\(suffix)" + queryString(fields + more)
  }
}
