import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-021: managers' pages of service types")
struct ManagersServiceTypeTests {
  static let fields = [
    ("name", "Fur care"), ("about", "Comb <gently>"), ("duration_minutes", "45"),
    ("lead_minutes", "30"), ("horizon_days", "14"), ("travel_minutes", "20"), ("active", "true"),
    ("packing_list", "comb\r\n\r\n  brush \r\n"), ("patience", "7"), ("speed", "0"),
  ]

  @Test("one is added once and is what REST has of it")
  func add() async throws {
    try await withOrders { bed in
      let desk = ManagersDesk(bed)
      let form = try await desk.page("/admin/service-types/new")
      #expect(form.contains(#"name="night_vision""#) && form.contains(#"name="packing_list""#))
      let presses = try await atOnce(3) { _ in
        try await desk.send("/admin/service-types/new", Self.fields, key: "k")
      }
      for press in presses {
        #expect(
          press.headers[.location] == "/admin/service-types?notice=type_added", "\(press.text)")
      }
      // Whoever goes back and sends something else by the same form loses nothing of it.
      let other = try await desk.send(
        "/admin/service-types/new", Self.fields.map { $0.0 == "name" ? ("name", "Claws") : $0 },
        key: "k")
      #expect(other.status == 422)
      for part in [
        "Claws", "Comb &lt;gently&gt;", "brush", #"name="patience" type="text" value="7""#,
      ] {
        #expect(other.text.contains(part), "\(part)")
      }
      #expect(!other.text.contains(#"name="form_key" value="k""#))
      let types = try await bed.get("/api/service-types", as: .manager)["items"]?.array ?? []
      #expect(types.count == 1)
      let type = try #require(types.first)
      #expect(type["packing_list"] == ["comb", "brush"])
      #expect(type["characteristics"] == ["patience": 7])
      #expect(type["duration_minutes"] == 45 && type["active"] == true)
      let list = try await desk.page("/admin/service-types")
      #expect(list.contains("Fur care") && list.contains("on offer"))
    }
  }

  @Test("all mistakes are told at their fields, with what was typed")
  func mistakes() async throws {
    try await withOrders { bed in
      let desk = ManagersDesk(bed)
      let wrong = try await desk.send(
        "/admin/service-types/new",
        [
          ("name", ""), ("duration_minutes", "soon"), ("lead_minutes", "-5"), ("patience", "101"),
          ("speed", "fast"), ("packing_list", String(repeating: "b", count: 201)),
          ("travel_minutes", "5"),
        ])
      #expect(wrong.status == 400)
      for part in [
        "Name: please fill this in", "Minutes: this has to be a whole number",
        "Lead, in minutes: this has to be from 0 to 43200",
        "Patience: this has to be from 0 to 100",
        "Speed: this has to be a whole number",
        "Packing list: this may have at most 200 characters",
        "Horizon, in days: this has to be a whole number", #"value="soon""#, #"value="fast""#,
      ] { #expect(wrong.text.contains(part), "\(part)") }
      #expect(try await bed.count("service_type") == 0)
      _ = try await desk.send("/admin/service-types/new", Self.fields)
      let taken = try await desk.send("/admin/service-types/new", Self.fields)
      #expect(
        taken.status == 409 && taken.text.contains("Name: an active service type is called so"))
      let odd = try await desk.send("/admin/service-types/new", Self.fields + [("odd", "1")])
      #expect(odd.status == 400 && odd.text.contains("The form: "))
    }
  }

  @Test("somebody was faster: both versions side by side, and mine is saved over it if I say so")
  func overtaken() async throws {
    try await withOrders { bed in
      let id = try await bed.addServiceType().wire
      let desk = ManagersDesk(bed)
      let path = "/admin/service-types/\(id)"
      let shown = try await desk.page(path)
      #expect(shown.contains(#"value="Shopping""#) && shown.contains(#"name="version" value="1""#))
      #expect(shown.contains("acceptance form"))
      _ = try await bed.call(
        .patch, "/api/service-types/\(id)", as: .manager,
        json: ["name": "Market", "characteristics": ["smell": 9]], headers: ["If-Match": "\"1\""])
      let late = try await desk.send(path, Self.fields + [("version", "1")])
      #expect(late.status == 412)
      for part in [
        "Both versions, where they differ", "Fur care", "Market", "Save mine over it",
        #"name="version" value="2""#, "Smell",
      ] { #expect(late.text.contains(part), "\(part)") }
      let saved = try await desk.send(path, Self.fields + [("version", "2")])
      #expect(saved.headers[.location] == "/admin/service-types?notice=type_saved")
      let type = try await bed.get("/api/service-types/\(id)", as: .manager)
      #expect(type["name"] == "Fur care" && type["characteristics"] == ["patience": 7])
      // What is emptied is empty, and a tick that is taken away takes it off offer.
      let bare = Self.fields.filter { !["about", "active", "packing_list"].contains($0.0) }
      _ = try await desk.send(path, bare + [("version", "3")])
      let emptied = try await bed.get("/api/service-types/\(id)", as: .manager)
      #expect(emptied["description"] == "" && emptied["active"] == false)
      #expect(emptied["packing_list"] == [])
      #expect(try await desk.browser.get("/admin/service-types/\(UUID().wire)").status == 404)
    }
  }
}
