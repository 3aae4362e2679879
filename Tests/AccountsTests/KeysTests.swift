import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Accounts

@Suite("Keys of sessions")
struct KeysTests {
  private static let day: TimeInterval = 86_400

  @Test("a key signs for ninety days, is known a day before and a day after the last token")
  func schedule() {
    let schedule = KeySchedule(token: 3_600)
    let start = Date(timeIntervalSince1970: 1_803_891_600)
    func after(_ days: TimeInterval) -> Date { start.addingTimeInterval(days * Self.day) }
    #expect(schedule.change(after: nil, at: start)?.signsFrom == start)
    let term = KeySchedule.Term(signsFrom: start, retiredAt: nil)
    #expect(schedule.change(after: term, at: after(88.99)) == nil)
    let next = KeySchedule.Change(
      signsFrom: after(90), formerUntil: after(91).addingTimeInterval(3_600))
    #expect(schedule.change(after: term, at: after(89)) == next)
    // However late it is seen: nobody is surprised by a key.
    #expect(schedule.change(after: term, at: after(200))?.signsFrom == after(201))
    #expect(schedule.early(at: after(1)).signsFrom == after(2))
    #expect(schedule.emergency(at: after(1)).formerUntil == after(1))
  }

  @Test("replicas that make the next key at once make one, and tokens go on being good")
  func turns() async throws {
    try await withAccounts { bed in
      func published() async throws -> [String] {
        let set = try await bed.api.send(.get, "/sign-in/keys")
        #expect(set.headers[.cacheControl] == "public, max-age=300")
        return try (set.json["keys"]?.array ?? []).compactMap { key in
          #expect(key["d"] == nil)
          return key["kid"]?.string
        }
      }
      let made = try await atOnce(8) { _ in
        try await bed.accounts.keys.published(at: bed.time.now).map(\.id)
      }
      #expect(Set(made).count == 1)
      try await bed.signIn()
      bed.time.advance(by: 89 * Self.day)
      _ = try await atOnce(8) { _ in try await bed.accounts.keys.turn(at: bed.time.now) }
      let both = try await published()
      #expect(both.count == 2 && both.last == made[0][0])
      bed.time.advance(by: Self.day - 60)
      let late = try await bed.signIn()
      #expect(try await bed.token(late) != nil)
      bed.time.advance(by: 120)
      let next = try await bed.signIn()
      #expect(try await bed.token(next) != nil)
      #expect(try await bed.token(late) != nil)
      bed.time.advance(by: Self.day + 3_600)
      #expect(try await published() == [both[0]])
      let emergency = try await bed.accounts.keys.rotate(isEmergency: true)
      #expect(try await published() == [emergency])
      await #expect(throws: Problem.self) { _ = try await bed.token(next) }
      bed.time.advance(by: 89 * Self.day)
      try await bed.accounts.keys.turn(at: bed.time.now)
      #expect(try await published().count == 2)
      let again = try await bed.accounts.keys.rotate(isEmergency: true)
      #expect(try await published() == [again], "the one that was to sign next goes as well")
    }
  }

  @Test("a page that is open while the key turns is sent and renewed as ever")
  func openPage() async throws {
    try await withAccounts { bed in
      _ = try await bed.accounts.keys.published(at: bed.time.now)
      _ = try await bed.accounts.keys.rotate(isEmergency: false)
      bed.time.advance(by: Self.day - 60)
      try await bed.withReplica { site, _ in
        let jar = try await bed.signIn()
        let page = try await jar.get("/sign-in/sessions", through: site)
        let form = try #require(
          page.text.firstMatch(of: #/name="form_token" value="([^"]+)"/#)?.1)
        let before = jar["mcf_session"]?.split(separator: ".").first
        bed.time.advance(by: 120)
        for act in ["as it was opened", "under the next key's token"] {
          let sent = try await jar.post(
            "/sign-in/sessions/others/end", [("form_token", String(form))], through: site)
          #expect(sent.status == 303, "\(act)")
          #expect(sent.headers[.location]?.hasPrefix("/sign-in/sessions") == true, "\(act)")
          #expect(try await jar.get("/sign-in/renew", through: site).status == 204)
        }
        #expect(jar["mcf_session"]?.split(separator: ".").first != before, "the key is another")
      }
    }
  }

  @Test("of those who turn the key at once each names one that is kept, or none")
  func turnedAtOnce() async throws {
    try await withAccounts { bed in
      _ = try await bed.accounts.keys.published(at: bed.time.now)
      for _ in 0..<5 {
        let named = try await atOnce(6) { _ in
          try? await bed.accounts.keys.rotate(isEmergency: true)
        }
        let kept = try await bed.database.admin.query(
          "select kid from accounts.signing_key", as: String.self)
        #expect(Set(kept).isSuperset(of: named.compactMap(\.self)))
        #expect(named.contains { $0 != nil })
      }
    }
  }

  @Test(
    "a table that is carried elsewhere opens nothing: values are bound to row, column and secret")
  func seal() throws {
    let keys = KeyRing.random()
    let seal = ColumnSeal(keys)
    let sealed = try seal.seal("text", "verifier", of: "row")
    #expect(try seal.open(sealed, "verifier", of: "row") == "text")
    #expect(throws: ColumnSeal.Broken.self) { try seal.open(sealed, "verifier", of: "other") }
    #expect(throws: ColumnSeal.Broken.self) { try seal.open(sealed, "id_token", of: "row") }
    #expect(throws: ColumnSeal.Broken.self) { try seal.open([], "verifier", of: "row") }
    #expect(throws: ColumnSeal.Broken.self) {
      try ColumnSeal(.random()).open(sealed, "verifier", of: "row")
    }
    // While the secret changes, there are two.
    let two = try #require(keys.withNewKey())
    #expect(try ColumnSeal(two).open(sealed, "verifier", of: "row") == "text")
  }

  @Test("the secret changes under sessions that live; without the old one they can still sign out")
  func secretChanges() async throws {
    try await withAccounts { bed in
      let jar = try await bed.signIn()
      let both = try #require(AccountsBed.secret.withNewKey())
      try await bed.withReplica(secret: both) { site, _ in
        let renewed = try await jar.get("/sign-in/renew", through: site)
        #expect(renewed.status == 204)
        #expect(try await jar.get("/sign-in?return=/jobs", through: site).status == 303)
        #expect(try await bed.token(jar) != nil)
      }
      let third = try await bed.signIn(as: "user-3")
      let other = bed.browser()
      let begun = try bed.approve(try await bed.begin(other))
      try await bed.withReplica(secret: .random()) { site, replica in
        // What is signed already is believed; nothing new is until there is a key.
        #expect(try await bed.token(jar) != nil)
        #expect(try await jar.get("/sign-in/renew", through: site).status == 500)
        #expect(bed.log.events.contains { $0.contains("MCF_ACCOUNTS_SECRET is another one") })
        let late = try await other.get(begun, through: site)
        #expect(late.status == 400 && late.text.contains("Begin again"))
        let out = try await jar.post("/sign-in/out", through: site)
        let page = try await jar.get(try #require(out.headers[.location]), through: site)
        #expect(page.text.contains("refresh") && !page.text.contains("id_token_hint"))
        let key = try await replica.keys.rotate(isEmergency: true)
        #expect(try await bed.accounts.keys.published(at: bed.time.now).map(\.id) == [key])
        #expect(try await third.get("/sign-in/renew", through: site).status == 204)
        #expect(try await bed.token(third) != nil, "signed with the key that there is now")
      }
    }
  }
}
