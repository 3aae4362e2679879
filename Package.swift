// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "make-cats-free",
  products: [.executable(name: "mcf", targets: ["mcf"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(
      url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibPQ", path: "Sources/Platform/CLibPQ", pkgConfig: "libpq",
      providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CZlib", path: "Sources/Platform/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]),
    platform("Postgres", ["CLibPQ"], [.deques, .lifecycle, .log, .metrics]),
    platform("Contracts", [], embedding: ["asyncapi.yaml"]),
    platform(
      "Outbox", ["Postgres", "Contracts"], [.lifecycle, .log, .metrics], excluding: ["README.md"]),
    platform(
      "ServiceKit", ["CZlib", "Postgres", "Contracts", "Outbox"],
      [
        .hummingbird, .hummingbirdCore, .lifecycle, .log, .metrics, .jwt, .crypto, .deques,
        .configuration, .mustache,
        .asyncHTTPClient, .httpTypes, .nio, .nioHTTP1, .nioHTTPTypes, .nioHTTPTypesHTTP1, .nioPosix,
        .systemPackage,
      ], embedding: ["Pages/Resources"]),
    platform("LocalPostgres", ["Postgres"], [.log, .subprocess, .systemPackage]),
    platform(
      "TestSupport", ["Postgres", "LocalPostgres", "Contracts", "Outbox", "ServiceKit"],
      [.hummingbird, .jwt, .log, .hummingbirdTesting, .subprocess, .systemPackage]),
    service("Clients"),
    service("Workers"),
    service(
      "Orders",
      [
        .asyncHTTPClient, .configuration, .httpTypes, .lifecycle, .metrics, .nio, .nioHTTP1,
        .nioPosix,
      ]),
    service("Managers", [.configuration]),
    service(
      "Packing",
      [
        .asyncHTTPClient, .configuration, .crypto, .httpTypes, .lifecycle, .metrics, .mustache,
        .nio, .nioHTTP1,
      ],
      pages: "Pages/Resources"),
    .executableTarget(
      name: "mcf",
      dependencies: [
        "Postgres", "LocalPostgres", "Contracts", "Outbox", "ServiceKit",
        "Clients", "Workers", "Orders", "Managers", "Packing",
        .argumentParser, .asyncHTTPClient, .configuration, .httpTypes, .hummingbird, .lifecycle,
        .log, .metrics, .nio, .nioHTTP1, .nioPosix, .subprocess, .systemPackage, .unixSignals,
      ],
      resources: [.embedInCode("Up/SignIn/Resources")], swiftSettings: .strict),
    .executableTarget(
      name: "mcf-bench",
      dependencies: [
        "Postgres", "LocalPostgres", "Contracts", "Outbox",
        .argumentParser, .lifecycle, .log, .subprocess, .systemPackage, .unixSignals,
      ],
      path: "Sources/Bench", swiftSettings: .strict),
    test(
      "Postgres", [.metrics, .subprocess, .systemPackage],
      ["CLibPQ", "LocalPostgres", "ServiceKit"]),
    test(
      "ServiceKit",
      [
        .hummingbird, .hummingbirdTesting, .httpTypes, .nio, .nioPosix, .log, .metrics, .crypto,
        .lifecycle, .asyncHTTPClient,
        .configuration, .systemPackage,
      ], ["Contracts"]),
    suite("ContractsTests", ["Contracts", "ServiceKit", "TestSupport"], exclude: ["golden"]),
    test(
      "Outbox", [.lifecycle, .log, .metrics, .subprocess, .systemPackage],
      ["Contracts", "LocalPostgres", "ServiceKit"]),
    test("Clients", [.hummingbirdTesting]),
    test("Workers", [.hummingbirdTesting]),
    test(
      "Orders",
      [
        .asyncHTTPClient, .configuration, .hummingbirdTesting, .lifecycle, .metrics, .nio,
        .nioHTTP1, .subprocess,
      ],
      ["LocalPostgres"]),
    test("Managers", [.hummingbirdTesting]),
    test(
      "Packing",
      [
        .asyncHTTPClient, .configuration, .httpTypes, .hummingbird, .hummingbirdTesting,
        .lifecycle, .log, .nio, .nioHTTP1, .subprocess,
      ], ["Contracts", "Outbox", "ServiceKit"]),
    suite("LocalPostgresTests", ["LocalPostgres"]),
    suite(
      "SchemaTests",
      [
        "mcf", "Postgres", "LocalPostgres", "ServiceKit", "Outbox", "Orders", "TestSupport",
      ], exclude: ["former"]),
    suite(
      "EndToEndTests",
      [
        "mcf", "Postgres", "Contracts", "Outbox", "ServiceKit", "Clients", "Workers", "Managers",
        "Packing", "TestSupport",
      ],
      [
        .asyncHTTPClient, .configuration, .httpTypes, .hummingbird, .lifecycle, .log, .nio,
        .nioHTTP1,
      ]),
  ]
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
/// Its OpenAPI document is part of the program, as are the templates, texts and files of its pages.
/// Its README.md is not, but has to be there.
func service(
  _ name: String, _ products: [Target.Dependency] = [], pages folder: String? = nil
) -> Target {
  .target(
    name: name,
    dependencies: ["Postgres", "Outbox", "Contracts", "ServiceKit", .hummingbird, .log] + products,
    path: "Sources/Services/\(name)", exclude: ["README.md"],
    resources: (["openapi.yaml"] + [folder].compactMap(\.self)).map { .embedInCode($0) },
    swiftSettings: .strict)
}

/// The tests of one module.
func test(
  _ name: String, _ products: [Target.Dependency] = [], _ modules: [Target.Dependency] = []
) -> Target {
  let tested: [Target.Dependency] = name == "Postgres" ? [] : [.target(name: name)]
  return suite("\(name)Tests", tested + ["Postgres", "TestSupport"] + modules, products)
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

  static func library(_ name: String, _ package: String) -> Self {
    .product(name: name, package: package)
  }
}
