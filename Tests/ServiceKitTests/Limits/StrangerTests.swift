import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Postgres
import TestSupport
import Testing

@testable import ServiceKit

/// A service that strangers reach, and that says yes to everybody.
private struct Stall: PublicService {
  static let name = "stall"
  static let openAPI = "info:\n  title: Stall\n  version: \"1\"\npaths: {}\n"
  static let statements: [any Statement.Type] = []

  let database: PostgresClient
  /// One of them is the testing library's own.
  var listener = PublicListener(port: 0, shield: [], connectionsPerPeer: 3)
  let door: any FrontDoor = OpenDoor()

  init(headTime: Duration = .milliseconds(300), idleTime: Duration = .milliseconds(600)) {
    database = PostgresClient(
      PostgresConfiguration(url: "host=127.0.0.1 port=1 dbname=none"), logger: .silent)
    listener.headTime = headTime
    listener.idleTime = idleTime
  }

  init(_ parts: ServiceParts) { self.init() }

  func addRoutes(to router: ServiceRouter) {
    router.get("/api/stall") { _, _ in json(["status": "open"] as JSONValue) }
    router.post("/api/stall") { request, _ in
      let body = try await request.bytes(limit: 16 * 1024)
      return json(["bytes": .number("\(body.readableBytes)")] as JSONValue)
    }
  }
}

private struct OpenDoor: FrontDoor {
  func enter(_ request: Request, from sender: [UInt8]) -> Entrance {
    guard request.uri.path == "/api/closed" else { return .admitted { _ in } }
    return .answered(Problem.forbidden.response())
  }
}

@Suite("Strangers' connections")
struct StrangerTests {
  private func withStall(
    _ stall: Stall = Stall(), proxies: [String] = [], deadline: Duration = .seconds(60),
    room: Int = ServerSettings().maxConnections,
    _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    var settings = ServerSettings()
    settings.metricsPort = nil
    settings.deadline = deadline
    settings.maxConnections = room
    settings.trustedProxies = proxies.compactMap { AddressRange($0) }
    let application = try buildApplication(public: stall, settings: settings, logger: .silent)
    try await application.test(.live) { client in try await body(client.port ?? 0) }
  }

  private static func answer(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, until ending: String? = nil
  ) async -> String {
    var text = ""
    do {
      for try await chunk in inbound {
        text += String(buffer: chunk)
        if let ending, text.contains(ending) { return text }
      }
    } catch {
      // A reset is a way to hang up.
    }
    return text
  }

  /// What is answered to these bytes, each of which comes after a moment.
  private static func trickle(_ text: String, _ port: Int) async throws -> String {
    try await RawConnection.open(port) { inbound, outbound in
      try await withThrowingTaskGroup(of: String?.self) { group in
        group.addTask { await answer(inbound) }
        group.addTask {
          for byte in text.utf8 {
            do { try await outbound.write(ByteBuffer(bytes: [byte])) } catch { break }
            try? await Task.sleep(for: .milliseconds(30))
          }
          return nil
        }
        defer { group.cancelAll() }
        while let found = try await group.next() { if let found { return found } }
        return ""
      }
    }
  }

  @Test("3.1: a head that does not come in time is waited for no longer, though bytes come")
  func slowHead() async throws {
    // Not because nothing comes.
    try await withStall(Stall(idleTime: .seconds(60))) { port in
      let start = ContinuousClock.now
      let slow = String(repeating: "x", count: 100)
      let head = "GET /api/stall HTTP/1.1\r\nHost: x\r\nX-Slow: \(slow)"
      let answer = try await Self.trickle(head, port)
      #expect(answer == "" && ContinuousClock.now - start < .seconds(30))
    }
  }

  @Test("3.1: nor is a later one, on a connection that is known")
  func slowSecondHead() async throws {
    try await withStall { port in
      let slow = String(repeating: "x", count: 100)
      let request = "GET /api/stall HTTP/1.1\r\nHost: x\r\n"
      let answer = try await RawConnection.open(port) { inbound, outbound in
        try await outbound.write(ByteBuffer(string: request + "\r\n" + request + "X-Slow: "))
        return try await withThrowingTaskGroup(of: String?.self) { group in
          group.addTask { await Self.answer(inbound) }
          group.addTask {
            for byte in slow.utf8 {
              do { try await outbound.write(ByteBuffer(bytes: [byte])) } catch { break }
              try? await Task.sleep(for: .milliseconds(30))
            }
            return nil
          }
          defer { group.cancelAll() }
          while let found = try await group.next() { if let found { return found } }
          return ""
        }
      }
      #expect(answer.matches(of: /HTTP\/1\.1 200/).count == 1)
    }
  }

  @Test("3.1: where three quarters of the room are taken, whoever says nothing has a second")
  func crowded() throws {
    let peers = PeerConnections(limit: 100, room: 8, proxies: [])
    let stranger = try #require(IPAddress("192.0.2.1"))
    for _ in 0..<6 { #expect(peers.enter(stranger)) }
    #expect(!peers.isCrowded)
    #expect(peers.enter(stranger) && peers.isCrowded)
    peers.leave(stranger)
    #expect(!peers.isCrowded)
  }

  @Test("3.1: and is hung up on then")
  func crowdedOut() async throws {
    try await withStall(Stall(headTime: .seconds(20), idleTime: .seconds(60)), room: 1) { port in
      let start = ContinuousClock.now
      let answer = try await RawConnection.open(port) { inbound, _ in await Self.answer(inbound) }
      #expect(answer == "" && ContinuousClock.now - start < .seconds(10))
    }
  }

  @Test("3.1: whoever has said what is wanted has the deadline's time to send what belongs to it")
  func bodyInTime() async throws {
    try await withStall(Stall(idleTime: .seconds(60))) { port in
      let answer = try await RawConnection.open(port) { inbound, outbound in
        try await outbound.write(
          ByteBuffer(
            string: "POST /api/stall HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n"))
        for _ in 0..<20 {
          try? await outbound.write(ByteBuffer(string: "x"))
          try await Task.sleep(for: .milliseconds(30))
        }
        return await Self.answer(inbound, until: "\r\n\r\n")
      }
      #expect(answer.hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test("3.1: an IPv6 network is one peer")
  func networks() throws {
    let peers = PeerConnections(limit: 1, room: 100, proxies: [])
    #expect(peers.enter(try #require(IPAddress("2001:db8:1:2::1"))))
    #expect(!peers.enter(try #require(IPAddress("2001:db8:1:2:ffff::2"))))
    #expect(peers.enter(try #require(IPAddress("2001:db8:1:3::1"))))
  }

  @Test("3.1: a body that trickles is given up at the deadline")
  func slowBody() async throws {
    try await withStall(deadline: .milliseconds(400)) { port in
      let answer = try await RawConnection.open(port) { inbound, outbound in
        try await outbound.write(
          ByteBuffer(
            string: "POST /api/stall HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx"))
        return await Self.answer(inbound, until: "\r\n\r\n")
      }
      #expect(answer.hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test(
    "3.1: who goes on sending what was answered already is hung up on, though bytes come",
    arguments: [
      "GET /api/stall HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n",
      "POST /api/closed HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n",
    ])
  func lateBody(head: String) async throws {
    try await withStall(deadline: .milliseconds(400)) { port in
      let isHungUpOn = try await RawConnection.open(port) { inbound, outbound in
        try await outbound.write(ByteBuffer(string: head))
        return await withTaskGroup(of: Bool.self) { group in
          group.addTask {
            _ = await Self.answer(inbound)
            return true
          }
          group.addTask {
            for _ in 0..<150 {
              do { try await outbound.write(ByteBuffer(string: "x")) } catch { return true }
              try? await Task.sleep(for: .milliseconds(30))
            }
            return false
          }
          defer { group.cancelAll() }
          return await group.next() ?? false
        }
      }
      #expect(isHungUpOn)
    }
  }

  @Test("3.1: who is refused for the size of a head is told what strangers' may be")
  func largeHead() async throws {
    try await withStall { port in
      let answer = try await RawConnection.open(port) { inbound, outbound in
        let long = String(repeating: "x", count: 9_000)
        try await outbound.write(
          ByteBuffer(string: "GET /livez HTTP/1.1\r\nHost: x\r\nX-Long: \(long)\r\n\r\n"))
        return await Self.answer(inbound)
      }
      #expect(answer.hasPrefix("HTTP/1.1 431 "))
      #expect(answer.contains("100 headers of 8 KiB each and 16 KiB together"))
    }
  }

  @Test("3.1: as many connections of one peer as may be, and one more when one has left")
  func peers() async throws {
    try await withStall { port in
      let request = "GET /api/stall HTTP/1.1\r\nHost: x\r\n\r\n"
      @Sendable func ask() async throws -> String {
        try await RawConnection.open(port) { inbound, outbound in
          try? await outbound.write(ByteBuffer(string: request))
          return await Self.answer(inbound, until: "open")
        }
      }
      try await RawConnection.open(port) { first, firstOut in
        try await firstOut.write(ByteBuffer(string: request))
        #expect(await Self.answer(first, until: "open").contains(" 200 "))
        try await RawConnection.open(port) { second, secondOut in
          try await secondOut.write(ByteBuffer(string: request))
          #expect(await Self.answer(second, until: "open").contains(" 200 "))
          let third = try await ask()
          #expect(third == "")
        }
      }
      try await eventually("they have left") { try await ask().contains(" 200 ") }
    }
  }

  @Test("3.1: proxies of ours have as many connections as they like")
  func proxies() async throws {
    let peers = PeerConnections(
      limit: 1, room: 100, proxies: [try #require(AddressRange("10.0.0.0/8"))])
    let (proxy, stranger) = (
      try #require(IPAddress("10.1.2.3")), try #require(IPAddress("192.0.2.1"))
    )
    #expect((0..<5).allSatisfy { _ in peers.enter(proxy) })
    #expect(peers.enter(stranger) && !peers.enter(stranger))
    peers.leave(stranger)
    #expect(peers.enter(stranger))
  }

  @Test(
    "a host is this machine's own if it is written so, whatever names begin with",
    arguments: [
      ("127.0.0.1", true), ("127.8.9.10", true), ("::1", true), ("localhost", true),
      ("127.0.0.1.mcf.example", false), ("127.example", false), ("0.0.0.0", false), ("", false),
      ("::", false), ("192.0.2.1", false),
    ])
  func loopback(host: String, isOwn: Bool) { #expect(Loopback.contains(host) == isOwn) }

  @Test("a body is asked for only of who is let in")
  func keptBack() async throws {
    try await withStall { port in
      func ask(_ path: String) async throws -> String {
        try await RawConnection.open(port) { inbound, outbound in
          try await outbound.write(
            ByteBuffer(
              string: "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                + "Expect: 100-continue\r\n\r\n"))
          return await Self.answer(inbound, until: "\r\n\r\n")
        }
      }
      let (asked, refused) = (try await ask("/api/stall"), try await ask("/api/closed"))
      #expect(asked.hasPrefix("HTTP/1.1 100 "))
      #expect(refused.hasPrefix("HTTP/1.1 403 "))
    }
  }
}
