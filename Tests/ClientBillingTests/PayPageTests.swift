import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-220, R-221: by what clients pay, and paying at once, on pages")
struct PayPageTests {
  private static let busy = PawPayDesk.Fate.declines("insufficient_funds", isFinal: false)

  @Test("added with the provider, once; whoever comes back is told what was decided")
  func added() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed(nil)
      try await collect.round()
      let browser = collect.bed.api.browser(as: Fixture.client(client))
      let page = try await browser.get("/invoices")
      #expect(page.text.contains("Nothing can be collected from you yet."))
      #expect(page.text.contains("Add a card") && page.text.contains("Add direct debit"))
      #expect(
        page.headers[.contentSecurityPolicy]?.contains(
          "form-action 'self' https://card.example https://direct_debit.example;") == true)
      let answers = try await atOnce(5) { _ in
        try await browser.submit(
          "/invoices/payment-methods", [("form_key", "k"), ("adapter", "card")])
      }
      let places = Set(answers.compactMap { $0.headers[.location] })
      #expect(answers.allSatisfy { $0.status == 303 } && places.count == 1)
      #expect(places.first?.hasPrefix("https://card.example/") == true)
      let method = try #require(try await collect.methods(of: client).first?["id"]?.string)
      let back = "/invoices/payment-methods/\(method)"
      func decided(_ state: EnrolmentState) async throws -> (notice: String?, page: String) {
        collect.card.decide(ExactText("s-\(method)"), state)
        // What a provider adds to the address is no mistake.
        let place = try await browser.get(back + "?from=card").headers[.location]
        return (place, try await browser.get(place ?? "").text)
      }
      let waiting = try await decided(.waiting)
      #expect(waiting.notice == "/invoices?notice=way_to_authorise")
      #expect(waiting.page.contains("waits for you to agree"))
      #expect(waiting.page.contains(#"href="https://card.example/s-\#(method)""#))
      let agreed = try await decided(
        .authorised(try #require(EnrolledMethod(token: "tok-1", label: "Card …42"))))
      #expect(agreed.notice == "/invoices?notice=way_active")
      #expect(agreed.page.contains("It is agreed upon") && agreed.page.contains("Card …42"))
      #expect(agreed.page.contains("your usual one") && !agreed.page.contains("notice warn"))
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "paid 0")
      let other = collect.bed.api.browser(as: Fixture.client(try await collect.bed.client()))
      #expect(try await other.get(back).status == 404)
      collect.time.advance(by: 1)
      let keyless = try await browser.submit(
        "/invoices/payment-methods", [("adapter", "direct_debit")])
      #expect(keyless.status == 400 && keyless.text.contains("This form came without its key"))
      _ = try await browser.press("/invoices/payment-methods", [("adapter", "direct_debit")])
      let second = try #require(try await collect.methods(of: client).last?["id"]?.string)
      collect.debit.decide(ExactText("s-\(second)"), .refused)
      let refused = try await browser.get("/invoices/payment-methods/\(second)")
      #expect(refused.headers[.location] == "/invoices?notice=way_refused")
      let told = try await browser.get(refused.headers[.location] ?? "")
      #expect(told.text.contains("It was not agreed upon, or was"))
      #expect(told.text.contains(##"<p class="notice info" role="status">It was not agreed"##))
    }
  }

  @Test("made the usual one and removed after a page that says what it means; twice is once")
  func changed() async throws {
    try await withCollecting { collect in
      let (client, _) = try await collect.billed()
      let debit = try await collect.method("direct_debit", of: client, isDefault: false)
      let browser = collect.bed.api.browser(as: Fixture.client(client))
      let path = "/invoices/payment-methods/\(debit.wire)"
      let asked = try await browser.get("\(path)/usual")
      #expect(asked.text.contains("What is due now is tried by it at once."))
      for _ in 1...2 {
        let done = try await browser.submit("\(path)/usual", [("form_key", "k")])
        #expect(done.headers[.location] == "/invoices?notice=usual")
      }
      #expect(try await collect.methods(of: client).map { $0["default"] } == [false, true])
      let warned = try await browser.get("\(path)/remove")
      #expect(warned.text.contains("Paw …42 is your usual way to pay"))
      for _ in 1...2 {
        let done = try await browser.submit("\(path)/remove", [("form_key", "r")])
        #expect(done.headers[.location] == "/invoices?notice=way_removed")
      }
      #expect(try await browser.get("\(path)/remove").status == 404)
      let page = try await browser.get("/invoices?notice=way_removed").text
      #expect(page.contains("It is removed.") && page.contains("Say which one it is."))
      let added = try await collect.add("card", of: client)
      let early = "/invoices/payment-methods/\(added["id"]?.string ?? "")/usual"
      let refused = try await browser.submit(early)
      #expect(refused.status == 409 && refused.text.contains("This way to pay cannot be used"))
    }
  }

  @Test("paid at once by the way that is chosen, once however often it is pressed")
  func paid() async throws {
    try await withCollecting { collect in
      collect.card.add(Self.busy)
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      let browser = collect.bed.api.browser(as: Fixture.client(client))
      let path = "/invoices/\(invoice.wire)/pay"
      // What is left of it is paid, not what was due.
      #expect(try await collect.takeBack(collect.line(of: client), "30.00").status == 201)
      #expect(try await browser.get("/invoices").missing([">95.00<", ">65.00<"]) == [])
      let single = try await browser.get(path)
      #expect(single.missing(["65.00 of invoice C-2027-000001 is", "Pay 65.00 now"]) == [])
      #expect(!single.text.contains(#"type="radio""#))
      let debit = try await collect.method("direct_debit", of: client, isDefault: false)
      let several = try await browser.get(path).text
      #expect(several.contains(#"value="\#(debit.wire)">"#) && several.contains(" checked>"))
      let fields = [("form_key", "k"), ("method", debit.wire)]
      let answers = try await atOnce(8) { _ in try await browser.submit(path, fields) }
      let place = "/invoices/\(invoice.wire)?notice=paying"
      #expect(answers.allSatisfy { $0.status == 303 && $0.headers[.location] == place })
      #expect(try await browser.get(place).text.contains("Your payment is under way."))
      try await collect.round()
      #expect(try await collect.tries() == ["1 card declined", "2 direct_debit succeeded"])
      let refusals = try await collect.query(
        "select why from client_billing.refusal", as: String.self)
      #expect(refusals == [], "a second press is refused nothing")
      try await collect.expectInOrder()
    }
  }

  @Test(
    "what cannot be paid is told why, in the reader's language",
    arguments: [
      ("under_way", "payment-under-way", "A payment is under way already", "Платёж уже начат"),
      ("paid", "nothing-due", "There is nothing left to pay", "Платить нечего"),
      ("no_method", "no-payment-method", "There is nothing to pay by", "Нечем платить"),
      ("waiting", "method-not-active", "This way to pay cannot be used", "Этим способом нельзя"),
    ])
  func refused(_ state: String, _ why: String, _ english: String, _ russian: String) async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed(state == "no_method" ? nil : "card")
      try await collect.set(invoice, state)
      let asked = try await collect.add("card", of: client)["id"]?.string ?? ""
      for (language, words) in [("en", english), ("ru", russian)] {
        let browser = collect.bed.api.browser(as: Fixture.client(client), language: language)
        let answer = try await browser.press(
          "/invoices/\(invoice.wire)/pay", state == "waiting" ? [("method", asked)] : [])
        #expect(answer.status == 409 && answer.text.contains(words), "\(answer.text)")
      }
      let kept = try await collect.query(
        "select why from client_billing.refusal", as: String.self)
      #expect(kept == [why, why])
    }
  }

  @Test("the page offers exactly what REST would do: each status with each way to pay")
  func offers() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed()
      let id = try #require(try await collect.methods(of: client).first?["id"]?.string)
      let browser = collect.bed.api.browser(as: Fixture.client(client))
      for status in ["waiting", "under_way", "paid", "overdue", "no_method"] {
        for (way, isUsual) in [
          ("active", true), ("active", false), ("to_authorise", false), ("refused", false),
          ("removed", false),
        ] {
          try await collect.set(invoice, status)
          try await collect.bed.database.admin.query(
            """
            update client_billing.payment_method
            set    state = \(way), is_default = \(isUsual), made_at = \(collect.time.now),
                   default_at = \(isUsual ? collect.time.now : nil as Date?)
            """)
          collect.card.decide("s", .waiting)
          let (list, sheet) = (
            try await browser.get("/invoices").text,
            try await browser.get("/invoices/\(invoice.wire)").text
          )
          let paid = try await collect.pay(invoice, as: client, by: UUID(uuidString: id))
          let made = try await collect.makeDefault(try #require(UUID(uuidString: id)), of: client)
          let sample = "\(status), \(way), \(isUsual)"
          let pay = #"href="/invoices/\#(invoice.wire)/pay""#
          #expect(list.contains(pay) == (paid.status == 200), "\(sample)")
          #expect(sheet.contains(pay) == (paid.status == 200), "\(sample)")
          #expect(
            list.contains("/\(id)/usual") == (made.status == 200 && !isUsual), "\(sample)")
          #expect(list.contains("/\(id)/remove") == (way != "removed"), "\(sample)")
          #expect(list.contains("notice warn") != isUsual, "\(sample)")
        }
      }
    }
  }

  @Test("for clients alone, and each sees the own only")
  func roles() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed()
      let id = try #require(try await collect.methods(of: client).first?["id"]?.string)
      let other = Fixture.client(try await collect.bed.client(name: "Another Cat"))
      let paths = [
        "/invoices/\(invoice.wire)/pay", "/invoices/payment-methods/\(id)/usual",
        "/invoices/payment-methods/\(id)/remove",
      ]
      for path in paths {
        let stranger = collect.bed.api.browser(as: other)
        #expect(try await stranger.get(path).status == 404, "\(path)")
        #expect(try await stranger.press(path).status == 404, "\(path)")
        for role in Role.allCases where role != .client {
          let browser = collect.bed.api.browser(as: Caller(subject: "x", roles: [role]))
          #expect(try await browser.get(path).status == 403, "\(role) \(path)")
          #expect(try await browser.submit(path).status == 403, "\(role) \(path)")
        }
      }
      #expect(try await collect.methods(of: client).map { $0["default"] } == [true])
      #expect(try await collect.standing(of: invoice) == "waiting 9500")
    }
  }
}

extension CollectBed {
  /// As if all that leads there had happened.
  func set(_ invoice: UUID, _ state: String) async throws {
    try await bed.database.admin.query(
      """
      update client_billing.settlement
      set    state = \(state), amount = case when \(state) = 'paid' then 0 else 9500 end
      where  invoice_id = \(invoice)
      """)
  }
}
