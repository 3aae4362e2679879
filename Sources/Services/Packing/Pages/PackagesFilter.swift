import Contracts
import FoundationEssentials
import ServiceKit

/// What of the list a page shows, and to whom.
struct PackagesFilter: Hashable, Sendable {
  let viewer: PackageViewer
  /// A part of the worker's name.
  let name: ExactText?
  let part: Part?

  /// A part of the list, or what has just left it and may have to come back.
  enum Part: String, CaseIterable, Sendable {
    case toPack = "to_pack"
    case ready, issued, unpacked
  }

  /// - Parameter query: of which nothing else is to be read any more.
  /// - Throws: a 400 problem with every mistake.
  init(_ query: QueryForm, for viewer: PackageViewer) throws {
    self.viewer = viewer
    name = query.text("q", 0...200).map { ExactText($0) }
    part = query.choice("status", Part.self)
    try query.finish()
  }

  private var status: PackageStatus? { part.flatMap { PackageStatus(rawValue: $0.rawValue) } }

  /// What the worker's name is like.
  var pattern: LikePattern? { name.map { LikePattern($0.text) } }

  /// The packages of a page.
  ///
  /// - Parameters:
  ///   - after: where the page before ended.
  ///   - recently: what was unpacked since then can be taken back.
  func query(after: (pickUpAt: Date, id: UUID)?, limit: Int, recently: Date) -> PackageQuery {
    PackageQuery(
      status: status, done: part == .unpacked, name: pattern,
      unpackedAfter: part == .unpacked ? recently : nil, after: after, limit: limit)
  }

  /// Whether a package is on the page, were the page long enough.
  func shows(_ package: Package, recently: Date) -> Bool {
    let isInPart =
      part == .unpacked
      ? package.unpackedAt.map { $0 > recently } ?? false
      : !package.isDone && (status == nil || status == package.status)
    return isInPart && (name.map { Self.isFound($0.text, in: package.workerName) } ?? true)
  }

  /// By scalars, as the database finds it: to `contains` a letter with a mark is not the letter.
  private static func isFound(_ part: String, in name: String) -> Bool {
    name.lowercased().utf8.firstRange(of: part.lowercased().utf8) != nil
  }
}
