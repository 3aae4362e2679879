public import Postgres

/// A role as which a test may connect.
public struct DatabaseRole: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  /// The superuser.
  public static let admin = Self(rawValue: "postgres")
  public static let relay = Self(rawValue: ClusterLayout.relay)
  /// A service's own, by its schema's name.
  public static func app(_ schema: String) -> Self { Self(rawValue: schema + "_app") }
  /// Whose the tables of a schema are.
  public static func owner(_ schema: String) -> Self { Self(rawValue: schema + "_owner") }
}

/// A database of a deployment.
public struct DatabaseName: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  /// Of the schemas that are joined.
  public static let core = Self(rawValue: ClusterLayout.core)
  /// The one of a service that shares none.
  public static func of(_ schema: String) -> Self { Self(rawValue: "mcf_" + schema) }
}

/// The package's schemas, by the folders of `sql`.
public func clusterLayout() throws -> ClusterLayout { try ClusterLayout(sqlFolder()) }

extension ClusterLayout {
  public var databaseNames: [DatabaseName] { databases.map(DatabaseName.init(rawValue:)) }

  /// Who may connect to a database, the superuser aside.
  public func roles(of database: DatabaseName) -> [DatabaseRole] {
    schemas.filter { $0.database == database.rawValue }
      .flatMap { ($0.roles + $0.callers + [$0.owner]).map(DatabaseRole.init(rawValue:)) } + [.relay]
  }
}
