import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Quality

@Suite("The list of reviews")
struct ListReviewsTests {
  @Test("what is due first, page by page; narrowed by everything that it can be; as CSV")
  func lists() async throws {
    try await withQuality { bed in
      let (tom, mura) = (try await bed.manager(), try await bed.manager("Mura Chief"))
      var ended: [(order: OrderFacts, review: String)] = []
      for client in ["Murka", "Тимофей", "=1+1", "Tom 100%_"] {
        bed.time.advance(by: 60)
        ended.append(
          try await bed.ended(client == "=1+1" ? .cancelled : .failed, client: client))
      }
      let ids = ended.map(\.review)
      var found: [String] = []
      var query = "?limit=3"
      while true {
        let answer = try await bed.review(.get, query, as: tom)
        found += answer.ids
        guard let cursor = answer["next_cursor"]?.string else { break }
        query = "?limit=3&cursor=\(cursor)"
      }
      #expect(found == ids)

      _ = try await bed.take(ids[0], as: tom)
      _ = try await bed.take(ids[1], as: mura)
      _ = try await bed.take(ids[2], as: tom)
      for (id, manager) in [(ids[1], mura), (ids[2], tom)] {
        let closed = try await bed.review(
          .post, "/\(id)/close", as: manager, QualityBed.complete, match: 2)
        #expect(closed.status == 200, "\(closed.text)")
        bed.time.advance(by: 60)
      }
      let (order, _) = (ended[3].order, ended[3].review)
      let (completed, _) = try await bed.ended(.completed)
      let named = try #require(try await bed.named(completed.orderID, as: tom)["id"]?.string)
      for (query, expected) in [
        ("?state=open", [ids[3], named]), ("?state=taken", [ids[0]]),
        ("?state=closed", [ids[2], ids[1]]), ("?state=closed&limit=1", [ids[2]]),
        ("?mine=true", [ids[0], ids[2]]), ("?mine=true&state=taken", [ids[0]]),
        ("?mine=false&state=closed", [ids[1]]), ("?origin=named", [named]),
        ("?outcome=cancelled", [ids[2]]), ("?worker=\(order.workerID.wire)", [ids[3]]),
        ("?client=\(order.clientID.wire)", [ids[3]]), ("?q=00%25_", [ids[3]]),
        ("?q=%D1%82%D0%98%D0%BC", [ids[1]]), ("?q=%D1%82%D0%98%D0%BC&state=open", []),
        ("?q=%3d1%2b&state=closed", [ids[2]]), ("?overdue=true", []),
        ("?q=barsik&limit=1", [ids[0]]),
      ] {
        #expect(try await bed.review(.get, query, as: tom).ids == expected, "\(query)")
      }
      let closed = try await bed.review(.get, "?state=closed&limit=1", as: tom)
      let cursor = try #require(closed["next_cursor"]?.string)
      #expect(
        try await bed.review(.get, "?state=closed&cursor=\(cursor)", as: tom).ids == [ids[1]])
      #expect(try await bed.review(.get, "?cursor=\(cursor)", as: tom).mistakes == ["?cursor"])

      try await bed.counted(by: tom, overdue: 0)
      bed.time.advance(by: 4 * 86_400)
      #expect(try await bed.review(.get, "?overdue=true", as: tom).ids == [ids[0], ids[3]])
      #expect(try await bed.review(.get, "?overdue=false&state=open", as: tom).ids == [named])
      try await bed.counted(by: tom, overdue: 2)
      let wrong = try await bed.review(
        .get, "?state=lost&origin=x&mine=maybe&overdue=1&worker=w&client=c&outcome=o&q=ab&no=1",
        as: tom)
      #expect(wrong.mistakes.count == 9)

      let csv = try await bed.api.send(
        .get, "/api/reviews?state=closed&limit=1", as: tom, headers: ["Accept": "text/csv"])
      #expect(csv.text.contains("'=1+1 Mews") && csv.text.contains("The box was too heavy"))
      #expect(csv.headers.contains { $0.name.canonicalName == "link" })
    }
  }
}

extension QualityBed {
  /// Holds counts and shares against the one test's reviews.
  fileprivate func counted(by tom: Caller, overdue: Int) async throws {
    let counts = try await quality.counts(for: tom)
    #expect(counts.mine == 1 && counts.open == 2 && counts.closed == 2)
    #expect(counts.overdue == overdue)
    let standing = try #require(try await quality.database.readOne(ReadStanding(now: time.now)))
    #expect(standing.open.map(\.origin) == [.automatic, .draw, .named])
    #expect(standing.open.map(\.count) == [2, 0, 1])
    #expect((standing.overdueSeconds > 0) == (overdue > 0))
    let shown = PrometheusRegistry(QualityMetrics.all)
    standing.show(in: shown)
    for line in [
      #"mcf_reviews_open{origin="automatic"} 2.0"#, #"mcf_reviews_open{origin="draw"} 0.0"#,
      #"mcf_reviews_open{origin="named"} 1.0"#,
      "mcf_review_oldest_due_seconds \(standing.overdueSeconds)",
    ] {
      #expect(shown.text.contains(line), "\(shown.text)")
    }
    let shares = try await quality.shares()
    #expect(shares.map(\.name) == ["Mura Chief", "Tom Boss"])
    #expect(shares.map(\.inHand) == [0, 1] && shares.map(\.closed) == [1, 1])
  }
}

extension TestAnswer {
  fileprivate var ids: [String] { (self["items"]?.array ?? []).compactMap { $0["id"]?.string } }
}
