import Postgres
import TestSupport
import Testing

/// A schema, the role that it is for, and the database that it lies in.
struct Home: Sendable, CustomTestStringConvertible {
  let schema: ClusterLayout.Schema

  var service: String { schema.name }
  var database: DatabaseName { DatabaseName(rawValue: schema.database) }
  var app: DatabaseRole { .app(schema.name) }
  var owner: DatabaseRole { .owner(schema.name) }
  var testDescription: String { schema.name }

  static var all: [Home] { get throws { try clusterLayout().schemas.map(Home.init) } }
}
