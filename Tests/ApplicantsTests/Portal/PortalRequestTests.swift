import FoundationEssentials
import HTTPTypes
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("What the portal sees of a request before it is read")
struct PortalRequestTests {
  private let start = PortalBed.start
  private let form = "application/x-www-form-urlencoded"
  private let json = "application/json"

  @Test("who goes first is said by path, method and a good link")
  func ranks() throws {
    let keys = PortalKeys(try PortalBed.ring(1))
    let (good, old) = (keys.links.mint(until: start + 1), keys.links.mint(until: start))
    let ticket = keys.tickets.mint(at: start - 60)
    for (method, path, ticket, rank) in [
      (.get, "/livez", nil, .health), (.post, "/readyz", nil, .health),
      (.get, "/readyz/", nil, .health), (.post, "/apply/", ticket, .submissions),
      (.post, "/portal/LINK/test/3/", nil, .answers), (.post, "/apply//", ticket, .others),
      (.put, "/portal/LINK/answers/1.late_bus/", nil, .answers),
      (.get, "/apply", nil, .forms), (.head, "/apply", nil, .forms),
      (.get, "/api/apply", nil, .forms),
      (.post, "/apply", ticket, .submissions), (.post, "/apply", "x", .submissions),
      (.post, "/apply", nil, .others), (.put, "/apply", ticket, .others),
      (.post, "/api/applications", ticket, .submissions),
      (.get, "/api/applications", ticket, .others), (.get, "/", nil, .others),
      (.get, "/portal/LINK", nil, .holders), (.post, "/portal/LINK", nil, .holders),
      (.post, "/portal/LINK/photo", nil, .uploads), (.get, "/portal/LINK/time", nil, .holders),
      (.post, "/portal/LINK/test", nil, .holders), (.get, "/portal/LINK/test/3", nil, .holders),
      (.post, "/portal/LINK/test/3", nil, .answers),
      (.post, "/portal/LINK/test/hand-in", nil, .answers),
      (.put, "/portal/LINK/answers/1.late_bus", nil, .answers),
      (.put, "/portal/OLD/answers/1.late_bus", nil, .others), (.get, "/portal/OLD", nil, .others),
      (.get, "/portal/", nil, .others), (.get, "/portal", nil, .others),
      (.get, "//portal/LINK", nil, .others),
    ] as [(HTTPRequest.Method, String, String?, PortalRank)] {
      let path = path.replacing("LINK", with: good.text).replacing("OLD", with: old.text)
      let isJSON = path.hasPrefix("/api/") || method == .put
      let head = PortalHead(
        method: method, path: path[...], ticket: ticket.map { $0[...] },
        contentType: isJSON ? json : form)
      let request = try PortalRequest(head, from: SenderAddress(bytes: []), keys: keys, at: start)
      #expect(request.rank == rank, "\(method) \(path)")
      let hasLink = path.hasPrefix("/portal/") && path != "/portal/"
      #expect((request.link == good) == (hasLink && rank < .submissions))
      #expect(request.hasBadLink == (hasLink && rank == .others))
      #expect((request.upload != nil) == path.hasSuffix("/photo"))
    }
  }

  @Test("an application without a ticket is none, whatever is behind its head")
  func noTicket() throws {
    let keys = PortalKeys(try PortalBed.ring(1))
    let head = PortalHead(method: .post, path: "/apply", contentType: form)
    let request = try PortalRequest(head, from: SenderAddress(bytes: []), keys: keys, at: start)
    #expect(request.rank == .others && request.ticket == .failure(.invalid))
    var gate = PortalGate(slots: 1_024)
    #expect(gate.enter(request, at: 0) == .refused(.ticket(.invalid)))
  }

  @Test("another body than the one of its place is refused, and one of more than 16 KiB")
  func bodies() throws {
    let keys = PortalKeys(try PortalBed.ring(1))
    let link = keys.links.mint(until: start + 1).text
    for (method, path, type, length, refusal) in [
      (.post, "/apply", form, 16_384, nil),
      (.post, "/apply", form, 16_385, .tooLarge(limit: 16_384)),
      (.post, "/apply", json, 10, .unsupportedType), (.post, "/apply", nil, 10, .unsupportedType),
      (.post, "/apply", "multipart/form-data; boundary=x", 10, .unsupportedType),
      (.post, "/apply", "Application/X-WWW-Form-Urlencoded; charset=utf-8", nil, nil),
      (.post, "/api/applications", json, 10, nil),
      (.post, "/api/applications", form, 10, .unsupportedType),
      (.put, "/portal/\(link)/answers/1.a", json, 16_385, .tooLarge(limit: 16_384)),
      (.post, "/portal/\(link)/test/1", form, 65_536, nil),
      (.post, "/portal/\(link)/test/1", form, 65_537, .tooLarge(limit: 65_536)),
      (.post, "/portal/\(link)", form, 16_385, .tooLarge(limit: 16_384)),
      (.post, "/portal/\(link)/photo", "image/png", 100_000, nil),
      (.get, "/apply", nil, nil, nil), (.get, "/portal/\(link)", nil, nil, nil),
    ] as [(HTTPRequest.Method, String, String?, Int?, PortalRefusal?)] {
      let head = PortalHead(
        method: method, path: path[...], ticket: "x", contentType: type, contentLength: length)
      var found: PortalRefusal?
      do {
        _ = try PortalRequest(head, from: SenderAddress(bytes: []), keys: keys, at: start)
      } catch {
        found = error
      }
      #expect(found == refusal, "\(method) \(path) \(type ?? "")")
    }
  }

  @Test("refusals have a status, a code, and say when to come again where that helps")
  func refusals() {
    let all: [(PortalRefusal, Int, String?, Int?)] = [
      (.tooLarge(limit: 1), 413, nil, nil), (.unsupportedType, 415, nil, nil),
      (.tooMany(180_000_000_000), 429, "too-many", 180), (.tooMany(1), 429, "too-many", 1),
      (.tooMany(1_000_000_001), 429, "too-many", 2), (.overloaded, 503, "overloaded", 20),
      (.ticket(.invalid), 400, "ticket-invalid", nil),
      (.ticket(.tooYoung), 400, "ticket-too-young", nil),
      (.ticket(.expired), 400, "ticket-used-up", nil), (.ticketUsedUp, 400, "ticket-used-up", nil),
    ]
    for (refusal, status, slug, seconds) in all {
      #expect(refusal.status == status && refusal.slug == slug)
      #expect(refusal.retryAfter(jitter: 0) == seconds)
    }
    #expect(PortalRefusal.overloaded.retryAfter(jitter: 0.999_999) == 60)
  }
}
