/// The parameters of a statement that has too many to count: the name and the value of each, said
/// once.
///
/// ```swift
/// static let parameters: NamedParameters<Self> = ["id": { $0.id }, "name": { $0.name }]
/// static let sql = parameters.sql("insert into cat (id, name) values ($id, $name)")
/// var bindings: Bindings { Self.parameters.bindings(of: self) }
/// ```
public struct NamedParameters<Owner>: Sendable, ExpressibleByDictionaryLiteral {
  public typealias Value = @Sendable (Owner) -> any PostgresEncodable

  private let parameters: [(name: String, value: Value)]

  /// - Precondition: no name comes twice.
  public init(dictionaryLiteral elements: (String, Value)...) {
    precondition(Set(elements.map(\.0)).count == elements.count)
    parameters = elements.map { (name: $0.0, value: $0.1) }
  }

  /// The statement as Postgres knows it: with `$1` for the first name and so on.
  ///
  /// A name that is none of the parameters stays, and no server understands it.
  public func sql(_ text: String) -> String {
    let numbers = Dictionary(
      uniqueKeysWithValues: parameters.enumerated().map { ($1.name, $0 + 1) })
    return text.replacing(/\$([a-z_]+)/) { match in
      numbers[String(match.1)].map { "$\($0)" } ?? String(match.0)
    }
  }

  /// In the order of the numbers.
  public func bindings(of owner: Owner) -> Bindings {
    var bindings = Bindings()
    for parameter in parameters { bindings.append(parameter.value(owner)) }
    return bindings
  }
}
