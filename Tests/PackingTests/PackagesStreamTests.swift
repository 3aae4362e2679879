import AsyncHTTPClient
import Contracts
import FoundationEssentials
import NIOCore
import NIOHTTP1
import ServiceKit
import TestSupport
import Testing

@testable import Packing

@Suite("R-160: the live packages page")
struct PackagesStreamTests {
  @Test("what changes comes as the page shows it; what is off the page is said to be gone")
  func fragments() async throws {
    try await withReplicas(1) { bed, replicas in
      var events = try await replicas[0].followPage(as: .clerk).makeAsyncIterator()
      #expect(await events.next()?.data == nil)
      let order = bed.order(name: "<b>Barsik</b>")
      let id = try await bed.accept(order)
      let made = await events.next()
      #expect(made?.type == "region" && made?.id != nil)
      let html = made?.data ?? ""
      for part in [
        "<tbody data-group=\"2027-03-02\">", "id=\"package-\(id.wire)\"", "&lt;b&gt;Barsik",
        "action=\"/packages/\(id.wire)/ready\"", "To pack <span class=\"count\">1</span>",
        "1 package on the list.",
      ] { #expect(html.contains(part), "\(part)") }
      #expect(!html.contains("<html") && !html.contains("<b>") && !html.contains("form_token"))
      try await bed.finish(order, .cancelled)
      #expect(await events.next()?.data?.contains("Order cancelled: do not pack") == true)
      _ = try await bed.step("unpack", id)
      let gone = await events.next()
      #expect(gone?.type == "gone" && gone?.data == "package-\(id.wire)")
    }
  }

  @Test("a page's stream is as narrow as the page, and goes on from where the page was read")
  func filters() async throws {
    try await withReplicas(1) { bed, replicas in
      let start = await replicas[0].nextEvent()?.id ?? ""
      let other = try await bed.accept(bed.order(name: "Tom Paws"))
      let wanted = try await bed.accept(bed.order(name: "Барсик Лапкин"))
      let query = queryString([("q", "барсик"), ("since", start)])
      var events = try await replicas[0].followPage(as: .clerk, query).makeAsyncIterator()
      #expect(await events.next()?.id == start)
      let both = [await events.next(), await events.next()]
      #expect(both.contains { $0?.type == "gone" && $0?.data == "package-\(other.wire)" })
      #expect(both.contains { $0?.type == "region" && $0?.data?.contains(wanted.wire) == true })
    }
  }

  @Test("a page's stream goes on after what the page shows, also of what nobody followed")
  func fromThePage() async throws {
    try await withReplicas(1) { bed, replicas in
      _ = try await bed.acceptMany(3)
      let page = try await bed.api.browser(as: Fixture.clerk).get("/packages").text
      let since = try #require(page.firstMatch(of: #/since=([0-9]+)/#)).1
      var events = try await replicas[0].followPage(as: .clerk, "?since=\(since)")
        .makeAsyncIterator()
      #expect(await events.next()?.data == nil)
      let new = try await bed.accept(bed.order())
      #expect(await events.next()?.data?.contains(new.wire) == true)
    }
  }

  @Test("R-160: what was unpacked is on a list of its own, and leaves it when it is taken back")
  func unpacked() async throws {
    try await withReplicas(1) { bed, replicas in
      let order = bed.order()
      let id = try await bed.accept(order)
      try await bed.finish(order, .cancelled)
      var events = try await replicas[0].followPage(as: .clerk, "?status=unpacked")
        .makeAsyncIterator()
      #expect(await events.next()?.data == nil)
      _ = try await bed.step("unpack", id)
      #expect(await events.next()?.data?.contains("/\(id.wire)/take-back") == true)
      _ = try await bed.step("take-back", id)
      let gone = await events.next()
      #expect(gone?.type == "gone" && gone?.data == "package-\(id.wire)")
    }
  }

  @Test("who reads in another language, another part or on another's behalf is sent another page")
  func forms() async throws {
    try await withReplicas(1) { bed, replicas in
      let order = bed.order()
      let wanted: [(Role, String, String, String)] = [
        (.clerk, "en", "", "To pack</span>"), (.clerk, "en", "", "To pack</span>"),
        (.clerk, "ru", "", "Собрать</span>"), (.clerk, "en", "?status=ready", "gone"),
        (.worker, "en", "", "Being packed</span>"),
      ]
      var streams: [AsyncStream<SeenEvent>] = []
      for (role, language, query, _) in wanted {
        let subject = role == .worker ? order.workerID.wire : "c-1"
        streams.append(
          try await replicas[0].followPage(as: role, subject: subject, query, in: language))
      }
      var events = streams.map { $0.makeAsyncIterator() }
      for index in events.indices { #expect(await events[index].next()?.data == nil) }
      try await bed.accept(order)
      for index in events.indices {
        let event = await events[index].next()
        let seen = event?.type == "gone" ? "gone" : event?.data ?? ""
        #expect(seen.contains(wanted[index].3), "\(wanted[index])")
      }
    }
  }

  @Test("a worker is sent the own packages only")
  func worker() async throws {
    try await withReplicas(1) { bed, replicas in
      let worker = UUID.v7(at: bed.time.now)
      var events = try await replicas[0].followPage(as: .worker, subject: worker.wire)
        .makeAsyncIterator()
      #expect(await events.next()?.data == nil)
      try await bed.accept(bed.order(name: "Somebody Else"))
      let own = try await bed.accept(bed.order(worker))
      let event = await events.next()
      #expect(event?.data?.contains(own.wire) == true && event?.data?.contains("<button") == false)
    }
  }
}

extension Replica {
  /// The stream of a page, as its script opens it.
  fileprivate func followPage(
    as role: Role, subject: String = "c-1", _ query: String = "", in language: String = "en"
  ) async throws -> AsyncStream<SeenEvent> {
    var request = HTTPClientRequest(url: url + "/packages/stream" + query)
    let cookie = try TestSessions.shared.cookie(Caller(subject: subject, roles: [role]))
    request.headers.add(name: "Cookie", value: cookie)
    request.headers.add(name: "Accept-Language", value: language)
    let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
    guard answer.status == .ok else { throw Refused(status: answer.status) }
    return answer.events
  }

  private struct Refused: Error {
    let status: HTTPResponseStatus
  }
}
