import Applicants
import Bets
import Configuration
import Contracts
import FoundationEssentials
import LocalPostgres
import Orders
import Postgres
import ServiceKit
import ServiceLifecycle

/// Once everything runs: loads the demo data on the first start, and says how to try MCF out.
struct Welcome: Service {
  let ports: AsyncStream<Int>
  let folder: StateFolder
  let postgres: LocalPostgres
  let configuration: ConfigReader
  /// Whether the demo data has orders.
  let hasDemoOrders: Bool
  /// What the stand-ins for parties outside MCF show, and where.
  let outside: [(name: String, url: String)]
  /// By which clients can pay there, as the site names it.
  let waysToPay: [String]
  /// Where mails are shown; nil: they go elsewhere.
  let post: String?
  /// Where the catalogue of what pages are made of is.
  let design: String

  func run() async throws {
    for await port in ports.cancelOnGracefulShutdown() {
      let url = "http://127.0.0.1:\(port)"
      if !folder.hasDemoData {
        Console.say("Loading demo data …")
        let data = try demoData(url)
        // Whoever presses ctrl-C does not wait for the rest of it.
        let invitation = try await cancelWhenGracefulShutdown { try await data.load() }
        try folder.noteDemoData(invitation: invitation)
      }
      Console.say(try text(configuration[.publicURL] ?? url))
    }
    try? await gracefulShutdown()
  }

  private func demoData(_ url: String) throws -> DemoData {
    let site = DemoSite(url: url, issuer: try folder.issuer(), clock: .system)
    let database = try ServiceEntry(ApplicantsModule.self)
      .database(in: ClusterLayout(SQLFolder.find()))
    // Where programs are told from cats, no demo cat gets in.
    let isOpen = try configuration[.portalChallenge] == .none
    return DemoData(
      site: site, waysToPay: waysToPay, orders: hasDemoOrders ? try orders(site) : nil,
      hiring: DemoHiring(
        site: site, portal: try portal, post: isOpen ? post : nil,
        database: PostgresConfiguration(url: postgres.url(database: database))))
  }

  private func orders(_ site: DemoSite) throws -> DemoOrders {
    DemoOrders(
      site: site, areBetOn: try ServiceEntry.deployed.contains(ServiceEntry(BetsModule.self)))
  }

  private var portal: String {
    get throws { "http://127.0.0.1:\(try configuration[.portalPort])" }
  }

  private func text(_ url: String) throws -> String {
    let client = authorization(.client, "hcb-1")
    let manager = authorization(.manager, "boss")
    let portal = try portal
    let invited = try folder.invitation().map { "\nWhat one of them sees: \(portal)\($0)" }
    let metrics = try ServerSettings(configuration).metricsPort
      .map { "\nMetrics: http://127.0.0.1:\($0)/metrics" }
    return """
      MCF is ready at \(url)

      In a browser, as one of the demo cats: \(url)\(Address.home)

      Try it from another terminal:
        curl \(url)\(Address.ready)
        curl \(client) \(url)\(Address.clients.below("me"))
        curl \(client) \(url)\(Address.serviceTypes)
        curl \(manager) '\(url)\(Address.workers)?limit=3'
        curl \(url)\(Address.document(of: OrdersModule.name))
        psql "\(postgres.url(database: ClusterLayout.core))"

      What applicants see: \(portal)/apply\(invited ?? "")
      What programs may do, as pages: \(url)\(Address.api)
      What pages are made of: \(design)
      The README has a five-minute tour.\(metrics ?? "")\(outsideLines)
      State: \(folder.path). Ctrl-C stops everything.
      """
  }

  private var outsideLines: String { outside.map { "\n\($0.name): \($0.url)" }.joined() }

  private func authorization(_ role: Role, _ subject: String) -> String {
    let token = "\(Self.program) token --role \(role.rawValue) --subject \(subject)\(state)"
    return "-H \"Authorization: Bearer $(\(token))\""
  }

  /// The folder, where `mcf token` would not find it by itself.
  private var state: String {
    ExactText(StateFolder(nil).path) == ExactText(folder.path) ? "" : " --state '\(folder.path)'"
  }

  /// How to start this executable from any folder.
  private static var program: String {
    let typed = CommandLine.arguments.first ?? "mcf"
    guard typed.contains("/"), !typed.hasPrefix("/") else { return typed }
    return FileManager.default.currentDirectoryPath + "/" + typed
  }
}
