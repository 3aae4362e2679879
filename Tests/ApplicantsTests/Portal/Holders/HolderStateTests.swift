import Contracts
import FoundationEssentials
import ServiceKit
import Testing

@testable import Applicants

@Suite("Where an application stands, as its holder is told")
struct HolderStateTests {
  private static let now = PortalBed.start

  @Test(
    "6.3: each state of the table, by what the database tells",
    arguments: [
      (HolderRecord(status: .unconfirmed), .unconfirmed),
      (HolderRecord(status: .unconfirmed, waiting: [.resend]), .unconfirmed),
      (HolderRecord(status: .unconfirmed, waiting: [.confirm]), .working),
      (HolderRecord(status: .unconfirmed, waiting: [.resend, .notMe]), .deleting),
      (HolderRecord(status: .new, waiting: [.withdraw]), .working),
      (HolderRecord(status: .rejected, waiting: [.erase]), .deleting),
      (HolderRecord(result: .alreadyOpen), .openAlready),
      (HolderRecord(result: .reapplyLater, resultUntil: now), .again(from: now)),
      (HolderRecord(), .dropped),
      (HolderRecord(status: .new), .new),
      (HolderRecord(status: .invited, invitation: until(now + 0.001)), .invited),
      (HolderRecord(status: .invited, invitation: until(now)), .lapsed),
      (HolderRecord(status: .invited), .lapsed),
      (
        HolderRecord(status: .invited, waiting: [.moreTime], attempt: ending(now + 0.001)),
        .testing
      ),
      (HolderRecord(status: .invited, attempt: ending(now)), .marking),
      (HolderRecord(status: .invited, attempt: ending(now + 1, .handedIn)), .marking),
      (HolderRecord(status: .tested), .tested),
      (HolderRecord(status: .accepted), .accepted),
      (HolderRecord(status: .rejected), .rejected(again: nil)),
      (HolderRecord(status: .rejected, reapplyAt: now), .rejected(again: now)),
      (HolderRecord(status: .withdrawn), .withdrawn),
    ] as [(HolderRecord, HolderState)])
  func states(_ record: HolderRecord, _ state: HolderState) {
    #expect(HolderState(of: record, at: Self.now) == state)
  }

  @Test(
    "each word of a result is told, by the state or beside it, in both languages",
    arguments: ActResult.Word.allCases, Language.allCases)
  func results(word: ActResult.Word, language: Language) throws {
    let dropped = HolderRecord(result: word, resultUntil: Self.now)
    let state = HolderState(of: dropped, at: Self.now)
    let key = word.textKey ?? "holder_\(state.name)_told"
    #expect((state == .dropped) == (word.textKey != nil), "\(word)")
    #expect(try PortalPages.pages().texts[language].find(key) != nil, "\(key)")
  }

  @Test("6.3: what may be wanted in each of them")
  func acts() {
    let (now, leave) = (Self.now, [PortalAct.Kind.erase, .resend])
    let table: [(HolderState, [PortalAct.Kind])] = [
      (.unconfirmed, [.confirm, .notMe] + leave), (.working, []), (.openAlready, []),
      (.again(from: now), []), (.dropped, []), (.new, [.withdraw] + leave),
      (.invited, [.withdraw] + leave + [.moreTime]), (.lapsed, [.withdraw] + leave),
      (.testing, [.withdraw] + leave + [.moreTime]), (.marking, [.withdraw] + leave),
      (.tested, [.withdraw] + leave), (.accepted, leave), (.rejected(again: nil), leave),
      (.withdrawn, leave),
    ]
    for (state, acts) in table { #expect(state.acts == acts, "\(state)") }
  }

  private static func until(_ instant: Date) -> HolderRecord.Invitation {
    .init(goodUntil: instant, questions: 15, seconds: 1200)
  }

  private static func ending(
    _ instant: Date, _ status: Attempt.Status = .running
  ) -> HolderRecord.Attempt {
    .init(status: status, deadline: instant - 5, acceptUntil: instant)
  }
}
