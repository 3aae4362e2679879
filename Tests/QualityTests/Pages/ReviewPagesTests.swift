import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Quality

@Suite("The pages of reviews: the list, and one of them")
struct ReviewPagesTests {
  @Test("R-200: what waits, what is mine, overdue and closed, who has how many, and what is found")
  func list() async throws {
    try await withReviewPages { bed in
      let empty = try await bed.browser().get("/reviews")
      #expect(empty.missing(["You have nothing in hand.", "<button>Take next</button>"]) == [])
      #expect(!empty.text.contains("CSV"))
      let (_, waiting) = try await bed.cancelled(service: "Tidying")
      let mine = try await bed.taken()
      _ = try await bed.taken(by: ReviewPagesBed.rival, service: "Feeding")
      let shown = try await bed.browser().get("/reviews")
      #expect(
        shown.missing([
          "<h1>Reviews</h1>", #"href="\#(mine)">Litter box duty</a>"#, "the client cancelled",
          "Leo Paws", "Murka &lt;Secretova&gt;", "4 March 2027, 12:00", "it went wrong",
          ">you</td>",
          #"aria-current="page">Mine <span class="count">1</span>"#,
          #"<a href="/reviews?tab=open">Open <span class="count">1</span>"#,
          "Who has how many: 2 in hand, 0 closed in 7 days", "Tom Rival", "Vasilisa Claw",
          #"href="/reviews/file">As a CSV file"#,
        ]) == [])
      #expect(!shown.text.contains(waiting) && !shown.text.contains("overdue<"))
      let open = try await bed.browser().get("/reviews?tab=open")
      #expect(open.text.contains(waiting) && !open.text.contains(mine))
      let found = try await bed.browser().get("/reviews?q=feed")
      #expect(found.missing(["Feeding", "Tom Rival</td>"]) == [])
      #expect(!found.text.contains(mine))
      #expect(try await bed.browser().get("/reviews?q=zzz").text.contains("Nothing is found"))
      #expect(try await bed.browser().get("/reviews?q=fe").status == 400)
      #expect(try await bed.browser().get("/reviews?tab=odd").status == 400)
      bed.clock.advance(by: 4 * 86_400)
      let late = try await bed.browser(language: "ru").get("/reviews?tab=overdue")
      #expect(late.missing(["<h1>Проверки</h1>", waiting, mine, "просрочена", ">вы</td>"]) == [])
      let file = try await bed.browser().get("/reviews/file?tab=open")
      #expect(file.headers[.contentDisposition] == #"attachment; filename="reviews.csv""#)
      #expect(file.text.contains("Tidying") && !file.text.contains("Feeding"))
    }
  }

  @Test("pages go on behind the last one")
  func manyPages() async throws {
    try await withReviewPages { bed in
      let (order, page) = try await bed.cancelled()
      try await bed.copy(order, 1001...1060)
      let first = try await bed.browser().get("/reviews?tab=open").text
      #expect(first.contains(page) && first.contains("Nr 1049") && !first.contains("Nr 1050"))
      let next = try #require(first.firstMatch(of: #/href="(\/reviews\?[^"]*cursor=[^"]+)"/#))
      let rest = try await bed.browser().get(String(next.1).replacing("&amp;", with: "&")).text
      #expect(rest.contains("Nr 1060") && rest.contains("Nr 1050") && !rest.contains("Nr 1049"))
    }
  }

  @Test("a file that does not hold all leads to the rest")
  func wholeFile() async throws {
    try await withReviewPages { bed in
      let order = try await bed.cancelled().order
      try await bed.copy(order, 1...QualityModule.mostInFile)
      let file = try await bed.browser().get("/reviews/file?tab=open")
      #expect(file.text.split(separator: "\r\n").count == 1 + QualityModule.mostInFile)
      let rest = try await bed.browser().get(try #require(file.next))
      #expect(rest.text.split(separator: "\r\n").count == 2 && rest.next == nil)
    }
  }

  @Test("one: each step by when it was, with who and the photos, calls, phones and other reviews")
  func one() async throws {
    try await withReviewPages { bed in
      let order = bed.facts()
      let package = PackageFacts(
        orderID: order.orderID, workerID: order.workerID, workerName: "Leo Paws",
        clientFirstName: "Murka", serviceTypeName: "Litter box duty", description: "Take it out",
        place: "Cat Street 9", scheduledAt: order.scheduledAt, pickUpAt: order.scheduledAt,
        packingList: [])
      let photo = PhotoReference(sha256: String(repeating: "a", count: 64), path: "/api/photo")
      let start = bed.clock.now
      func at(_ minutes: Double) -> Date { start.addingTimeInterval(minutes * 60) }
      // Packing is heard of first, and tells of what came later.
      try await bed.take(
        PackageIssued(package, .init(issuedAt: at(20), clerkID: "c")), of: order.orderID, version: 3
      ) { $0.take($1, in: $2) }
      try await bed.take(
        PackageReady(package, .init(readyAt: at(10), clerkID: "c")), of: order.orderID, version: 2
      ) { $0.take($1, in: $2) }
      try await bed.accept(order)
      try await bed.take(
        PackageTakenBack(package, .init(takenBackAt: at(25), clerkID: "c", step: .issued)),
        of: order.orderID, version: 4
      ) { $0.take($1, in: $2) }
      try await bed.take(
        OrderStarted(order, .init(startedAt: at(30), checkInPhoto: photo)), of: order.orderID,
        version: 2
      ) { $0.take($1, in: $2) }
      try await bed.take(
        OrderOverdue(
          order,
          .init(startedAt: at(30), checkInPhoto: photo, overdueAt: at(90), failsAt: at(120))),
        of: order.orderID, version: 3
      ) { $0.take($1, in: $2) }
      bed.clock.set(at(100))
      try await bed.finish(
        order, .failed, "not_done", by: OrderActor(role: "manager", id: "somebody else"),
        reportPhoto: photo)
      let path = try await bed.page(of: order.orderID)
      let page = try await bed.browser().get(path)
      let photos = "/orders/\(order.orderID.wire)/photos"
      let inOrder = [
        "Order accepted", "for 1 March 2027, 13:00", "Package ready", "1 March 2027, 12:20",
        "Package issued", "Package taken back", "taken back: Package issued", "Worker checked in",
        #"src="\#(photos)/check-in" alt="Photo at check-in""#, "Report is late",
        "fails by itself at 1 March 2027, 14:00", "Order failed", "A &lt;note&gt;",
        #"src="\#(photos)/report""#,
      ]
      #expect(page.missing(inOrder) == [])
      let places = inOrder.compactMap { page.text.firstRange(of: $0)?.lowerBound }
      #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
      #expect(page.text.ranges(of: "<img src=\"/orders/").count == 2)
      #expect(
        page.missing([
          "Review: Litter box duty", "Take the &lt;box&gt; out", "Cat Street 9", "not done",
          "due 4 March 2027", "Nothing is filled in yet.", "the supplies department",
          #"action="\#(path)/take""#,
        ]) == [])
      for hidden in ["<textarea", "tel:", "murka@secret"] { #expect(!page.text.contains(hidden)) }
      #expect(page.text.contains(#"name="version" value="1""#))
      #expect(try await bed.press("take", path).status == 303)
      try await bed.prepare(
        """
        insert into hypothesis (id, title, statement, created_at, created_by)
        values ('\(order.clientID.wire)', 'It <rains>', 'Cats hide.', '2027-03-01',
                '\(ReviewPagesBed.worker)');
        insert into hypothesis_review select h.id, r.id from hypothesis h, review r;
        update known_order set started_at = accepted_at;
        """)
      let mine = try await bed.browser().get(path)
      #expect(
        mine.missing([
          #"href="tel:+79001112233;ext=12">+7 900 111-22-33 x12</a>"#,
          #"href="tel:+79000000007">+7 900 000-00-07</a>"#,
          #"href="/hypotheses/\#(order.clientID.wire)">1. It &lt;rains&gt;</a>"#,
          #"href="/hypotheses/new?review=\#(path.suffix(36))""#,
        ]) == [])
      #expect(!mine.text.contains("Only if the work was begun."))
      #expect(try await bed.browser().get("/reviews/\(UUID().wire)").status == 404)
      #expect(try await bed.browser().get("/reviews/7").status == 404)
    }
  }

  @Test("what others have in hand or is closed is read, and no more")
  func onlyRead() async throws {
    try await withReviewPages { bed in
      let path = try await bed.taken()
      _ = try await bed.save(
        path, ReviewPagesBed.complete + [("whom", "worker"), ("reached", "false"), ("text", "No")])
      let others = try await bed.browser(as: ReviewPagesBed.rival).get(path)
      #expect(
        others.missing([
          "in hand: Vasilisa Claw", "Too &lt;late&gt;.", "There is nothing to tell the worker",
          "Called the worker", "not reached", #"href="\#(path)/put-back""#, "draft saved",
        ]) == [])
      #expect(!others.text.contains("<textarea") && !others.text.contains("\(path)/take"))
      let closed = try await bed.browser().press(
        "\(path)/close", [("version", "\(try await bed.version(path))")])
      #expect(closed.headers[.location] == "\(path)?notice=close")
      let done = try await bed.browser(as: ReviewPagesBed.rival).get(path)
      #expect(done.missing(["by Vasilisa Claw", "Too &lt;late&gt;.", "/reviews/new?order="]) == [])
      for gone in ["<textarea", "/put-back", "tel:"] {
        #expect(!done.text.contains(gone), "\(gone)")
      }
    }
  }

  @Test("there are words for all that a review can be, and that can happen to its order")
  func words() throws {
    let texts = try ReviewPages.pages().texts
    var keys = ReviewState.allCases.map { "state_\($0.rawValue)" }
    keys += ReviewsTab.allCases.flatMap { ["tab_\($0.rawValue)", "empty_\($0.rawValue)"] }
    keys += ReviewOrigin.allCases.map { "origin_\($0.rawValue)" }
    keys += OrderOutcome.allCases.flatMap {
      ["outcome_\($0.rawValue)", "step_ended_\($0.rawValue)"]
    }
    keys += TimelineEntry.Kind.allCases.filter { $0 != .ended }.map { "step_\($0.rawValue)" }
    keys += PackageTakenBack.Step.allCases.map { "step_\($0.rawValue)" }
    keys += ReviewStep.Event.allCases.map { "event_\($0.rawValue)" }
    keys += Call.Whom.allCases.flatMap { ["whom_\($0.rawValue)", "call_\($0.rawValue)"] }
    keys += ["client", "worker", "manager", "sweeper", "clerk"].map { "by_\($0)" }
    keys += [
      "client_request", "worker_cannot_come", "worker_no_show", "client_absent", "client_refused",
      "not_done", "report_missing",
    ].map { "reason_\($0)" }
    keys += SentReview.Act.allCases.filter { $0 != .close }.map { "done_\($0.rawValue)" }
    for question in ReviewQuestion.allCases {
      keys.append("field_\(question.rawValue)")
      switch question.control {
      case .one(let values), .several(let values):
        keys += values.map { "choice_\(question.rawValue)_\($0)" }
      case .tick, .prose: break
      }
    }
    let problems = [
      Problem.managerNotKnown, .orderOpen, .reviewOpen(UUID()), .ownAct, .tooManyInHand(1, 1),
      .notInHand, .wrongState(.open),
    ]
    keys += problems.flatMap { ["problem_\($0.slug)", "problem_\($0.slug)_detail"] }
    #expect(texts.wordless(keys) == [])
  }
}

extension TestAnswer {
  /// Where what comes next is.
  var next: String? {
    HTTPField.Name("Link").flatMap { headers[$0] }?
      .firstMatch(of: #/<([^>]+)>; rel="next"/#).map { String($0.1) }
  }
}
