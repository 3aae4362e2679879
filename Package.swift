// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The services: a folder of this name in `Sources/Services`, and one in `Tests` with `Tests` behind.
let services = [
  "Clients", "Workers", "Orders", "Managers", "Packing", "ClientBilling", "WorkerBilling",
  "Notifications", "Applicants", "Quality", "Bets", "Accounts",
]

/// Those of them that keep a ledger.
let bookkeepers: Set = ["ClientBilling", "WorkerBilling"]

/// The one that writes mails.
let writers: Set = ["Notifications"]

/// What services are built with beside the platform.
let serviceProducts: [Target.Dependency] = [
  .configuration, .crypto, .httpTypes, .hummingbird, .lifecycle, .log, .metrics, .mustache,
]

/// What their tests are built with: they call them from outside.
let serviceTestProducts: [Target.Dependency] =
  serviceProducts + [.asyncHTTPClient, .nio, .nioHTTP1, .nioPosix]

let package = Package(
  name: "make-cats-free",
  products: [.executable(name: "mcf", targets: ["mcf"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(
      url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibPQ", path: "Sources/Platform/CLibPQ", pkgConfig: "libpq",
      providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CZlib", path: "Sources/Platform/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]),
    platform("Postgres", ["CLibPQ"], [.deques, .lifecycle, .log, .metrics]),
    platform("Contracts", [], embedding: ["asyncapi.yaml", "Events/Messages"]),
    platform(
      "Outbox", ["Postgres", "Contracts"], [.lifecycle, .log, .metrics], excluding: ["README.md"]),
    platform(
      "ServiceKit", ["CZlib", "Postgres", "Contracts", "Outbox"],
      [
        .hummingbird, .hummingbirdCore, .lifecycle, .log, .metrics, .jwt, .crypto, .deques,
        .configuration, .mustache,
        .asyncHTTPClient, .httpTypes, .nio, .nioHTTP1, .nioHTTPTypes, .nioHTTPTypesHTTP1, .nioPosix,
        .systemPackage,
      ], embedding: ["Documents/shared.yaml", "Pages/Resources"]),
    platform(
      "Billing", ["Postgres", "Contracts", "Outbox", "ServiceKit"],
      [.configuration, .crypto, .httpTypes, .hummingbird, .lifecycle, .log, .metrics],
      embedding: ["Desk/Resources", "Sheet/Resources"], excluding: ["README.md"]),
    platform("LocalPostgres", ["Postgres"], [.log, .subprocess, .systemPackage]),
    platform(
      "Mail", ["Contracts"], [.nio, .nioPosix, .nioSSL, .nioTLS], excluding: ["README.md"]),
    platform(
      "TestSupport", ["Postgres", "LocalPostgres", "Contracts", "Outbox", "ServiceKit"],
      [.hummingbird, .jwt, .log, .hummingbirdTesting, .subprocess, .systemPackage]),
    .executableTarget(
      name: "mcf",
      dependencies: [
        "Postgres", "LocalPostgres", "Contracts", "Outbox", "ServiceKit", "Billing", "Mail",
      ]
        + services.map { .target(name: $0) } + [
          .argumentParser, .asyncHTTPClient, .configuration, .crypto, .httpTypes, .hummingbird,
          .lifecycle, .log, .metrics, .nio, .nioHTTP1, .nioPosix, .subprocess, .systemPackage,
          .unixSignals,
        ],
      resources: [
        .embedInCode("Up/SignIn/Resources"), .embedInCode("Sandbox/Enrolments/Resources"),
        .embedInCode("Sandbox/Post/Resources"), .embedInCode("Up/Hiring/Resources"),
        .embedInCode("Up/Orders/Resources"),
      ], swiftSettings: .strict),
    .executableTarget(
      name: "mcf-bench",
      dependencies: [
        "Postgres", "LocalPostgres", "Contracts", "Outbox",
        .argumentParser, .lifecycle, .log, .subprocess, .systemPackage, .unixSignals,
      ],
      path: "Sources/Bench", swiftSettings: .strict),
    test(
      "Postgres", [.metrics, .subprocess, .systemPackage],
      ["CLibPQ", "Contracts", "LocalPostgres", "ServiceKit"]),
    test(
      "ServiceKit",
      serviceTestProducts + [.hummingbirdTesting, .systemPackage], ["Contracts"]),
    suite("ContractsTests", ["Contracts", "ServiceKit", "TestSupport"], exclude: ["golden"]),
    test(
      "Outbox", [.lifecycle, .log, .metrics, .subprocess, .systemPackage],
      ["Contracts", "LocalPostgres", "ServiceKit"]),
    test(
      "Billing", [.crypto, .httpTypes, .log],
      ["Contracts", "Outbox", "ServiceKit", "ClientBilling", "WorkerBilling"]),
    suite("LocalPostgresTests", ["LocalPostgres", "TestSupport"]),
    suite(
      "MailTests", ["Mail", "Contracts"], [.subprocess, .systemPackage],
      exclude: ["peers", "bounces"]),
    suite(
      "SchemaTests",
      ["mcf", "Postgres", "LocalPostgres", "ServiceKit", "Outbox", "Orders", "TestSupport"],
      exclude: ["former"]),
    suite(
      "EndToEndTests",
      [
        "mcf", "LocalPostgres", "Postgres", "Contracts", "Outbox", "ServiceKit", "Billing", "Mail",
        "TestSupport",
      ] + services.map { .target(name: $0) },
      serviceTestProducts),
  ] + services.map(service)
    + services.map {
      test(
        $0, serviceTestProducts + [.hummingbirdTesting, .subprocess],
        ["Contracts", "Outbox", "ServiceKit", "LocalPostgres"]
          + extras($0))
    }
)

/// What every target is compiled with.
extension [SwiftSetting] {
  static var strict: Self {
    [
      .swiftLanguageMode(.v6),
      .treatAllWarnings(as: .error),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("ExistentialAny"),
    ]
  }
}

/// A module that every service may use.
func platform(
  _ name: String, _ modules: [Target.Dependency], _ products: [Target.Dependency] = [],
  embedding files: [String] = [], excluding others: [String] = []
) -> Target {
  .target(
    name: name, dependencies: modules + products, path: "Sources/Platform/\(name)",
    exclude: others, resources: files.map { .embedInCode($0) }, swiftSettings: .strict)
}

/// One service: it knows the platform and the contracts, never another service.
///
/// Its OpenAPI document is part of the program, as are the templates, texts and files of its pages and
/// mails and documents of other kinds, as far as it has some: SwiftPM looks for them again only when
/// this file changes. Its README.md is not, but has to be there.
func service(_ name: String) -> Target {
  let folder = "Sources/Services/\(name)"
  let files = [
    "Pages/Resources", "Letters/Resources", "Documents/Resources", "Portal/Resources",
  ].filter {
    FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(folder)/\($0)")
  }
  return .target(
    name: name,
    dependencies: ["Postgres", "Outbox", "Contracts", "ServiceKit"] + extras(name)
      + serviceProducts,
    path: folder, exclude: ["README.md"],
    resources: (["openapi.yaml"] + files).map { .embedInCode($0) }, swiftSettings: .strict)
}

/// The parts of the platform that only some have.
func extras(_ service: String) -> [Target.Dependency] {
  (bookkeepers.contains(service) ? ["Billing"] : []) + (writers.contains(service) ? ["Mail"] : [])
}

/// The tests of one module.
func test(
  _ name: String, _ products: [Target.Dependency] = [], _ modules: [Target.Dependency] = []
) -> Target {
  let tested: [Target.Dependency] = name == "Postgres" ? [] : [.target(name: name)]
  let golden = ["golden"].filter {
    FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/Tests/\(name)Tests/\($0)")
  }
  return suite(
    "\(name)Tests", tested + ["Postgres", "TestSupport"] + modules, products, exclude: golden)
}

/// Tests that span modules.
func suite(
  _ name: String, _ modules: [Target.Dependency], _ products: [Target.Dependency] = [],
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: modules + products, path: "Tests/\(name)", exclude: exclude,
    swiftSettings: .strict)
}

extension Target.Dependency {
  static var argumentParser: Self { library("ArgumentParser", "swift-argument-parser") }
  static var asyncHTTPClient: Self { library("AsyncHTTPClient", "async-http-client") }
  static var configuration: Self { library("Configuration", "swift-configuration") }
  static var crypto: Self { library("Crypto", "swift-crypto") }
  static var deques: Self { library("DequeModule", "swift-collections") }
  static var httpTypes: Self { library("HTTPTypes", "swift-http-types") }
  static var hummingbird: Self { library("Hummingbird", "hummingbird") }
  static var hummingbirdCore: Self { library("HummingbirdCore", "hummingbird") }
  static var hummingbirdTesting: Self { library("HummingbirdTesting", "hummingbird") }
  static var jwt: Self { library("JWTKit", "jwt-kit") }
  static var lifecycle: Self { library("ServiceLifecycle", "swift-service-lifecycle") }
  static var log: Self { library("Logging", "swift-log") }
  static var metrics: Self { library("Metrics", "swift-metrics") }
  static var mustache: Self { library("Mustache", "swift-mustache") }
  static var subprocess: Self { library("Subprocess", "swift-subprocess") }
  static var systemPackage: Self { library("SystemPackage", "swift-system") }
  static var unixSignals: Self { library("UnixSignals", "swift-service-lifecycle") }
  static var nio: Self { library("NIOCore", "swift-nio") }
  static var nioHTTP1: Self { library("NIOHTTP1", "swift-nio") }
  static var nioHTTPTypes: Self { library("NIOHTTPTypes", "swift-nio-extras") }
  static var nioHTTPTypesHTTP1: Self { library("NIOHTTPTypesHTTP1", "swift-nio-extras") }
  static var nioPosix: Self { library("NIOPosix", "swift-nio") }
  static var nioSSL: Self { library("NIOSSL", "swift-nio-ssl") }
  static var nioTLS: Self { library("NIOTLS", "swift-nio") }

  static func library(_ name: String, _ package: String) -> Self {
    .product(name: name, package: package)
  }
}
