import Contracts
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("R-110: what is shown, apart from what it is worth")
struct PaperTests {
  /// How both are built, which says nothing of right and wrong.
  private static let frame: Set<ExactText> = ["format", "questions", "options", "id", "en", "ru"]

  @Test("R-110, case 18: no key of the scoring occurs in the paper")
  func apart() throws {
    let document = try FirstLook.document
    let shown = document.paper.json.names.subtracting(Self.frame)
    let scored = document.scoring.json.names
    // But for texts' languages, which a guide has too.
    #expect(shown.isDisjoint(with: scored))
    #expect(scored.isSuperset(of: ["points", "right", "answer", "effects", "guide", "pass"]))
    #expect(
      shown == [
        "title", "introduction", "limit_seconds", "order", "type", "text", "unit", "max_length",
      ])
  }

  @Test("R-110: what would tell right from wrong is refused in a paper, and texts in a scoring")
  func neitherHasTheOthers() throws {
    let json = try FirstLook.document.json
    let inPaper = mistakes { () throws(TestMistakes) in _ = try Paper(json) }
    for place in [
      "/start_value", "/pass", "/questions/0/options/0/points", "/questions/0/options/0/effects",
      "/questions/7/scoring", "/questions/8/options/0/right", "/questions/10/answer",
      "/questions/11/near", "/questions/13/guide",
    ] {
      #expect(inPaper.contains("\(place) unknown"))
    }
    let inScoring = mistakes { () throws(TestMistakes) in _ = try Scoring(json) }
    for place in ["/title", "/limit_seconds", "/questions/0/text", "/questions/10/unit"] {
      #expect(inScoring.contains("\(place) unknown"))
    }
  }

  @Test("R-110: a paper and a scoring, as they are stored, give the document again")
  func together() throws {
    let document = try TestDocument(FirstLook.with(("/questions/0/options/3/last", true)))
    let paper = try Paper(document.paper.json.backwards)
    let scoring = try Scoring(document.scoring.json.backwards)
    #expect(paper.json == document.paper.json && scoring.json == document.scoring.json)
    #expect(TestDocument(joining: paper, scoring)?.json == document.json)
  }

  @Test("the paper of one test and the scoring of another are no document")
  func strangers() throws {
    let document = try FirstLook.document
    for change in [
      ("/questions/3/id", "cellar"), ("/questions/3/options/0/id", "z"),
    ] as [(String, JSONValue)] {
      let other = try TestDocument(FirstLook.with(change))
      #expect(TestDocument(joining: document.paper, other.scoring) == nil)
      #expect(TestDocument(joining: other.paper, document.scoring) == nil)
    }
    let fewer = try TestDocument(FirstLook.with(("/questions/14", nil)))
    #expect(TestDocument(joining: document.paper, fewer.scoring) == nil)
  }

  @Test("R-110: a later scoring may change what answers are worth, and everything of it")
  func later() throws {
    let published = try FirstLook.document.paper
    let later = try TestDocument(
      FirstLook.with(
        ("/start_value", 40), ("/pass", ["top_percent": 1]), ("/questions/0/options/0/points", 7),
        ("/questions/8/options/3/right", true), ("/questions/10/answer", "9"),
        ("/questions/13/guide/en", "Anything."), ("/questions/14/effects", nil)))
    #expect(try later.scoring(for: published).json == later.scoring.json)
  }

  @Test(
    "R-110: what a later scoring differs in its paper is named by its place",
    arguments: [
      ("/title/en", "Second look", "/title/en"), ("/limit_seconds", 1_201, "/limit_seconds"),
      ("/order/options", "fixed", "/order/options"),
      ("/questions/2/text/ru", "Где коробка?", "/questions/2/text/ru"),
      ("/questions/2/options/1/text/en", "I hop.", "/questions/2/options/1/text/en"),
      ("/questions/2/options/1/id", "z", "/questions/2/options/1/id"),
      ("/questions/2/options/1/last", true, "/questions/2/options/1/last"),
      ("/questions/10/unit", nil, "/questions/10/unit"), ("/questions/14", nil, "/questions"),
      ("/questions/13/max_length", 999, "/questions/13/max_length"),
    ] as [(String, JSONValue?, String)])
  func differs(place: String, value: JSONValue?, pointer: String) throws {
    let published = try FirstLook.document.paper
    let later = try TestDocument(FirstLook.with((place, value)))
    let found = mistakes { () throws(TestMistakes) in _ = try later.scoring(for: published) }
    #expect(found == ["\(pointer) differs-in-paper"])
  }

  @Test("a text of another spelling is another text, though Swift's == holds them for one")
  func spelling() throws {
    let mine = try FirstLook.with(("/title/en", "caf\u{e9}"))
    let theirs = try FirstLook.with(("/title/en", "cafe\u{301}"))
    #expect(mine.differences(from: theirs) == ["/title/en"])
  }
}
