public import Contracts

/// Where a list is: its page, the fields that narrow it, and where it goes on.
public struct ListAddress: Sendable {
  let page: Address
  let fields: [(String, String)]

  private static let cursor = "cursor"

  init(_ page: Address, fields: [(String, String)]) {
    self.page = page
    self.fields = fields
  }

  /// The list as it was asked for.
  ///
  /// - Parameter names: of the fields that narrow it, besides its `cursor`.
  public init(_ page: Address, _ query: QueryForm, _ names: String...) {
    self.init(
      page,
      fields: (names + [Self.cursor]).compactMap { name in query.sent(name).map { (name, $0) } })
  }

  /// With its query.
  public var path: String { page.path + queryString(fields) }

  /// What has the same fields, such as the list's stream.
  public func at(_ page: Address) -> ListAddress { ListAddress(page, fields: fields) }

  /// From the list's start, with another value in a field; nil: not narrowed by it.
  public func with(_ name: String, _ value: String?) -> ListAddress {
    let others = fields.filter { $0.0 != name && $0.0 != Self.cursor }
    return ListAddress(page, fields: others + (value.map { [(name, $0)] } ?? []))
  }

  func value(_ name: String) -> String? { fields.first { $0.0 == name }?.1 }

  /// The list's first page; nil if this is it.
  var start: ListAddress? { value(Self.cursor).map { _ in with(Self.cursor, nil) } }

  func from(_ cursor: String) -> ListAddress { with(Self.cursor, cursor) }
}
