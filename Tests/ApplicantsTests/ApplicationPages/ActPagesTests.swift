import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("Managers act on one application by its pages")
struct ActPagesTests {
  @Test("taking and letting go, each once, however often it is pressed")
  func hold() async throws {
    try await withApplications { bed in
      let answers = try await atOnce(5) { _ in
        try await bed.press(102, "/take", version: 2, key: "k")
      }
      #expect(
        answers.allSatisfy {
          $0.status == 303
            && $0.headers[.location] == "\(ApplicationsBed.page(102))?notice=take"
        }, "\(answers.map(\.status))")
      #expect(try await bed.history(102) == ["asked", "taken"])
      let shown = try await bed.browser().get("\(ApplicationsBed.page(102))?notice=take")
      #expect(shown.missing(["It is yours.", "Held by: you", "/release\""]) == [])
      #expect(try await bed.press(102, "/release").status == 303)
      #expect(try await bed.bed.application(102).heldBy == nil)
    }
  }

  @Test("D10: what another manager has says so, and is only taken over by who has read it")
  func heldByAnother() async throws {
    try await withApplications { bed in
      #expect(try await bed.press(102, "/take", as: bed.rival).status == 303)
      let page = try await bed.browser().get(ApplicationsBed.page(102, "/withdraw"))
      #expect(
        page.missing(["rival has this application", #"name="take_over" value="true""#]) == [])
      let refused = try await bed.press(102, "/withdraw", [("reason", "she <called>")])
      #expect(refused.status == 409)
      #expect(
        refused.missing(["Another manager has it", "rival", "she &lt;called&gt;"]) == [])
      #expect(try await bed.press(102, "/erase").status == 409)
      #expect(try await bed.status(102) == .new)
      let done = try await bed.press(
        102, "/withdraw", [("reason", "she called"), ("take_over", "true")])
      #expect(done.status == 303)
      #expect(try await bed.status(102) == .withdrawn)
      let shown = try await bed.browser().get(ApplicationsBed.page(102))
      #expect(shown.missing(["taken over from rival", "she called"]) == [])
    }
  }

  @Test("a page that was opened before somebody else's act keeps what was typed, and says so")
  func stale() async throws {
    try await withApplications { bed in
      let stale = try await bed.press(102, "/withdraw", [("reason", "<too late>")], version: 1)
      #expect(stale.status == 412)
      #expect(
        stale.missing(["Mistake:", "Somebody else was faster", "&lt;too late&gt;"]) == [])
      #expect(stale.text.contains(#"name="version" value="2""#))
      #expect(try await bed.status(102) == .new)
    }
  }

  @Test("an invitation, another one with a reason, and more time")
  func invite() async throws {
    try await withApplications { bed in
      let page = try await bed.browser().get(ApplicationsBed.page(102, "/invite"))
      #expect(page.missing(["Invite to the test?", "15 March 2027", "Extra minutes"]) == [])
      #expect(try await bed.press(102, "/invite", [("extra_minutes", "10")]).status == 303)
      #expect(try await bed.status(102) == .invited)
      let odd = try await bed.press(102, "/extra-time", [("minutes", "x"), ("reason", "paw")])
      #expect(odd.status == 400)
      #expect(odd.missing(["Minutes: this has to be a whole number", #"value="paw""#]) == [])
      let more = try await bed.press(
        102, "/extra-time", [("minutes", "5"), ("reason", "A paw in plaster")])
      #expect(more.status == 303)
      let asked = try await bed.browser().get(ApplicationsBed.page(102, "/invite"))
      #expect(asked.text.contains("This takes the place of that invitation"))
      let again = try await bed.press(102, "/invite")
      #expect(again.status == 400 && again.text.contains("Why: please fill this in"))
      #expect(try await bed.press(102, "/invite", [("reason", "power cut")]).status == 303)
      #expect(
        try await bed.history(102) == ["asked", "invited", "time_added", "invited_again"])
      let shown = try await bed.browser().get(ApplicationsBed.page(102))
      #expect(
        shown.missing([
          "Invitation 2", "replaced by another invitation", "power cut", "5 minutes",
          "A paw in plaster",
        ]) == [])
      bed.clock.advance(by: 14 * 86_400)
      let late = try await bed.press(102, "/extra-time", [("minutes", "5"), ("reason", "paw")])
      #expect(late.status == 409)
      #expect(late.text.contains("Minutes: the test was not begun in time"))
    }
  }

  @Test("who is not proposed is accepted with a reason only, and that is said before")
  func accept() async throws {
    try await withApplications { bed in
      let page = try await bed.browser().get(ApplicationsBed.page(104, "/accept"))
      #expect(
        page.missing(["This applicant is not proposed", "21 of 46", "1 of 1"]) == [])
      let refused = try await bed.press(104, "/accept")
      #expect(
        refused.status == 409
          && refused.text.contains("Why: say why this cat is accepted all the same"))
      let answers = try await atOnce(3) { _ in
        try await bed.press(104, "/accept", [("reason", "best purr")], version: 2, key: "k")
      }
      #expect(answers.allSatisfy { $0.status == 303 }, "\(answers.map(\.status))")
      #expect(try await bed.status(104) == .accepted)
      #expect(try await bed.history(104) == ["asked", "accepted"])
      #expect(try await bed.press(104, "/withdraw").status == 409)
    }
  }

  @Test("a reason is chosen first; another one needs a note; and it can be reopened")
  func reject() async throws {
    try await withApplications { bed in
      let reasons = try await bed.browser().get(ApplicationsBed.page(102, "/reject"))
      #expect(
        RejectionReason.allCases.allSatisfy {
          reasons.text.contains("\(ApplicationsBed.page(102))/reject/\($0.rawValue)\"")
        })
      let page = try await bed.browser().get(ApplicationsBed.page(102, "/reject/other"))
      #expect(page.missing(["another reason", "30 May 2027", #"class="danger""#]) == [])
      let empty = try await bed.press(102, "/reject/other")
      #expect(empty.status == 400 && empty.text.contains("Note: please fill this in"))
      #expect(try await bed.press(102, "/reject/other", [("note", "hissed")]).status == 303)
      #expect(try await bed.bed.application(102).reason == .other)
      #expect(try await bed.browser().get(ApplicationsBed.page(102, "/reject/odd")).status == 404)
      #expect(try await bed.press(102, "/reopen", [("reason", "a mistake")]).status == 303)
      #expect(try await bed.status(102) == .new)
    }
  }

  @Test("R-113: reopening waits while another application of the mailbox is open")
  func alreadyOpen() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare(
        "update application set email = 'Tom106@x.example' where id = u(102)")
      let refused = try await bed.press(106, "/reopen", [("reason", "a mistake")])
      #expect(refused.status == 409 && refused.text.contains("Another application is open"))
    }
  }

  @Test("tests are put together by links, and saved at once")
  func tests() async throws {
    try await withApplications { bed in
      let path = ApplicationsBed.page(102, "/tests")
      let page = try await bed.browser().get(path)
      #expect(page.missing(["First look", "Second look", "One more test"]) == [])
      let added = try await bed.browser().get(
        "\(path)?set=\(id(11).wire)&add=\(id(12).wire)")
      let both = "set=\(id(12).wire)%2C\(id(11).wire)"
      #expect(added.text.contains("\(path)?\(both)"))
      let twice = try await bed.browser().get("\(path)?set=\(id(11).wire)&add=\(id(11).wire)")
      #expect(!twice.text.contains("\(id(11).wire)%2C\(id(11).wire)"))
      let empty = try await bed.press(102, "/tests?none=true")
      #expect(empty.status == 400 && empty.text.contains("from 1 to 5"))
      for set in [id(99).wire, "\(id(11).wire)%2C\(id(11).wire)"] {
        #expect(try await bed.press(102, "/tests?set=\(set)").status == 400, "\(set)")
      }
      #expect(try await bed.press(102, "/tests?\(both)").status == 303)
      #expect(try await bed.bed.application(102).tests == [id(12), id(11)])
      #expect(try await bed.history(102) == ["asked", "tests_set"])
    }
  }

  @Test("a link is shown once, and the history says who made it")
  func link() async throws {
    try await withApplications { bed in
      let page = try await bed.browser().get(ApplicationsBed.page(103, "/link/invitation"))
      #expect(page.missing(["Make a link to the test?", "Whoever has the link"]) == [])
      #expect(try await bed.press(103, "/link/invitation", version: 1).status == 412)
      let made = try await bed.press(103, "/link/invitation")
      #expect(made.status == 200)
      #expect(made.missing(["/portal/", "This is shown once", "17 March 2027"]) == [])
      #expect(try await bed.history(103) == ["asked", "link_made"])
      #expect(try await bed.press(102, "/link/invitation").status == 409)
      #expect(try await bed.browser().get(ApplicationsBed.page(103, "/link/odd")).status == 404)
    }
  }

  @Test("6.3: deleted on the cat's word, it is forgotten; who did it, and whose it was, stays")
  func erase() async throws {
    try await withApplications { bed in
      #expect(try await bed.press(102, "/take", as: bed.rival).status == 303)
      let done = try await bed.press(102, "/erase", [("take_over", "true")])
      #expect(done.status == 303, "\(done.text)")
      let erased = try await bed.bed.application(102)
      #expect(erased.details == nil && erased.erasedAt != nil && erased.status == .withdrawn)
      #expect(try await bed.bed.state(hash(102)) == nil, "its link leads nowhere")
      let history = try await bed.bed.history(of: id(102))
      #expect(
        history == [
          "1 asked applicants", "3 taken manager rival", "4 withdrawn manager boss",
          "5 erased manager boss",
        ])
      #expect(
        try await bed.bed.published(of: id(102)) == [
          "application.changed.v1 5 erased withdrawn", "application.changed.v1 6 erased withdrawn",
        ])
      // Of what was decided before, the erasure itself says from whom it was taken.
      try await bed.bed.prepare("update application set held_by = 'rival' where id = u(106)")
      #expect(try await bed.press(106, "/erase").status == 409)
      #expect(try await bed.press(106, "/erase", [("take_over", "true")]).status == 303)
      let taken = try await bed.bed.value(
        """
        select string_agg(event || ' from ' || (facts ->> 'taken_from'), ', ' order by event desc)
        from   application_history
        where  by_subject = 'boss'
        """, as: String.self)
      #expect(taken == "withdrawn from rival, erased from rival")
    }
  }

  @Test("what is on offer goes by where an application stands, and its test")
  func offers() async throws {
    try await withApplications { bed in
      func offered(_ number: Int) async throws -> [String] {
        let invitations = try await bed.bed.app.read(ListInvitations(application: id(number)))
        return try await bed.bed.application(number)
          .possibleActs(invitations.live, at: bed.clock.now).map(\.name)
      }
      let all = [
        102: ["invite", "withdraw"], 103: ["extra-time", "invite", "withdraw"],
        104: ["accept", "invite", "withdraw"], 105: [], 106: ["reopen"], 107: [],
      ]
      for (number, acts) in all {
        let found = try await offered(number)
        #expect(found == acts, "\(number)")
      }
      bed.clock.set(t0 + 14 * 86_400)
      #expect(try await offered(103) == ["invite", "withdraw"], "not begun in time")
      bed.clock.set(t0)
      try await bed.begin(103, minutes: 20)
      #expect(try await offered(103) == ["extra-time", "withdraw"], "it is being sat")
      for status in ["handed_in", "marking"] {
        try await bed.bed.prepare(
          """
          update attempt
          set    status = '\(status)', handed_in_at = t0(), handed_in_by = 'applicant'
          where  id = u(203)
          """)
        #expect(try await offered(103) == ["withdraw"], "\(status)")
      }
    }
  }
}
