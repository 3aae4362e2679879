import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Outbox
import Postgres
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import Workers

/// The workers' service, and the service `applicants` as it is played by a test.
struct HiringBed: Sendable {
  let module: WorkersModule
  let workers: Fixture
  let applicants: PlayedApplicants

  /// Hands an acceptance to the service, as its consumer does.
  func tell(_ accepted: ApplicantAccepted) async throws {
    let event = Event(
      id: .v7(at: workers.clock.now), subject: accepted.applicationID, version: accepted.version,
      time: workers.clock.now, payload: accepted)
    try await module.database.withTransaction { try await module.hire(event, in: $0) }
  }

  /// Fetches what is due.
  func round() async throws { try await #require(module.photoErrands).round() }

  /// Another process of the service.
  func replica() -> WorkersModule {
    .of(workers.database, workers.clock, at: applicants.url)
  }

  /// An acceptance at this instant.
  func accepted(
    _ name: String = "ryzhik", photo: [UInt8] = PlayedApplicants.png, until: TimeInterval = 86_400
  ) -> ApplicantAccepted {
    // Ids made in the same millisecond have no order.
    workers.clock.advance(by: 1)
    return .sample(name, at: workers.clock.now, photo: photo, until: until)
  }

  func show(_ id: UUID) async throws -> TestAnswer {
    try await workers.api.send(.get, "/api/workers/\(id.wire)", as: workers.manager)
  }

  /// The photo's digest of a worker, as REST shows it.
  func photo(of id: UUID) async throws -> String? { try await show(id)["photo_sha256"]?.string }

  /// `tries failure`, and whether it goes on.
  func standing(of application: UUID) async throws -> String {
    try #require(
      try await workers.database.admin.query(
        """
        select concat_ws(' ', tries, failure,
                         case when next_at is null then 'over' else 'wanted' end)
        from   workers.acceptance
        where  application_id = \(application)
        """, as: String.self
      ).first)
  }
}

/// What the service `applicants` answers, the last answer for ever, and what it was asked.
final class PlayedApplicants: Sendable {
  enum Answer: Sendable {
    case bytes([UInt8])
    case status(Int, headers: HTTPFields = [:])
    /// By a byte now and then.
    case slow
    /// A byte more than a photo may have.
    case huge
    case cut
  }

  /// The smallest PNG there is: one grey pixel.
  static let png = picture("nGPgAgAADAALZzornA")
  /// The same in another shade.
  static let otherPNG = picture("nGM4AQAAygDJmcpdfg")

  private let answers: Mutex<[Answer]>
  private let heard = Mutex<[HTTPRequest]>([])
  let url: String

  fileprivate init(_ answers: [Answer], at url: String) {
    self.answers = Mutex(answers)
    self.url = url
  }

  /// Everything that was asked, in order.
  var asked: [HTTPRequest] { heard.withLock { $0 } }

  fileprivate func answer(_ request: Request) -> Response {
    heard.withLock { $0.append(request.head) }
    let answer = answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
    switch answer {
    case .bytes(let bytes):
      return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .status(let code, let headers):
      return Response(status: .init(code: code), headers: headers)
    case .huge:
      let bytes = ByteBuffer(repeating: 0, count: Photo.maxBytes + 1)
      return Response(status: .ok, body: .init(byteBuffer: bytes))
    case .cut: return Response(status: .ok, body: ResponseBody { _ in throw CancellationError() })
    case .slow:
      return Response(
        status: .ok,
        body: ResponseBody { writer in
          for _ in 0..<6_000 {
            try await writer.write(ByteBuffer(string: "m"))
            try await Task.sleep(for: .milliseconds(10))
          }
          try await writer.finish(nil)
        })
    }
  }

  /// - Parameter content: what differs, with the checksum of it, in Base64.
  private static func picture(_ content: String) -> [UInt8] {
    Data(
      base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4\(content)"
        + "AAAABJRU5ErkJggg=="
    ).map(Array.init) ?? []
  }
}

/// - Parameters:
///   - answers: of the service `applicants`, at least one.
///   - time: how long it may take to answer.
func withHiring(
  _ answers: [PlayedApplicants.Answer] = [.bytes(PlayedApplicants.png)],
  time: Duration = .seconds(30),
  _ body: @escaping @Sendable (HiringBed) async throws -> Void
) async throws {
  let played = Mutex<PlayedApplicants?>(nil)
  let responder = CallbackResponder<BasicRequestContext> { request, _ in
    played.withLock { $0 }?.answer(request) ?? Response(status: .notFound)
  }
  try await withServer(responder) { url in
    let applicants = PlayedApplicants(answers, at: url)
    played.withLock { $0 = applicants }
    try await withDatabase { database in
      let clock = TestClock()
      let module = WorkersModule.of(database, clock, at: url, within: time)
      // What fetches nothing by itself.
      let desk = WorkersModule(
        database: database.app("workers"), clock: clock.clock, logger: .silent)
      try await withAPI([desk]) { api in
        try await body(
          HiringBed(
            module: module, workers: Fixture(api: api, database: database, clock: clock),
            applicants: applicants))
      }
    }
  }
}

extension WorkersModule {
  fileprivate static func of(
    _ database: TestDatabase, _ clock: TestClock, at url: String,
    within time: Duration = .seconds(30)
  ) -> WorkersModule {
    var configuration = WorkersConfiguration()
    configuration.applicantsAddress = url
    configuration.photoTime = time
    return WorkersModule(
      database: database.app("workers"), clock: clock.clock, configuration: configuration,
      logger: .silent)
  }
}

extension ApplicantAccepted {
  static func sample(
    _ name: String, at now: Date, photo: [UInt8] = PlayedApplicants.png,
    until: TimeInterval = 86_400
  ) -> ApplicantAccepted {
    let application = UUID.v7(at: now)
    let points = zip(Characteristics.names, 1...).map { ($0, $1) }
    return ApplicantAccepted(
      applicationID: application, workerID: .v7(at: now), name: name,
      email: "\(name)@cats.example", phone: "+7 900 000-00-03", age: 2, breed: "Siberian",
      coatColour: "ginger", language: .russian,
      characteristics: Dictionary(uniqueKeysWithValues: points), code: "AAAAABBBBBCCCCCDDDDD",
      photo: Photo(
        sha256: SHA256.hash(data: photo).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
          .joined(),
        mediaType: "image/png",
        path: "/api/applications/\(application.wire)/photo"
          + "?expires=\(Int(now.timeIntervalSince1970 + until))&signature=purr"),
      vacancyTitle: "Помощник по хозяйству", acceptedBy: "vasilisa", acceptedAt: now, version: 6)
  }
}
