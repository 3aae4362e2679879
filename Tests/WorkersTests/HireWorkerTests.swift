import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("R-120: applicants who were accepted are workers")
struct HireWorkerTests {
  @Test("one of an unknown e-mail is a new worker, with all that was found out, and published")
  func creates() async throws {
    try await withHiring { bed in
      let accepted = bed.accepted()
      // As the relay brings it.
      try await bed.workers.database.deliver(
        accepted, of: accepted.applicationID, version: accepted.version, from: "applicants",
        to: "workers")
      try await eventually { try await bed.show(accepted.workerID).status == 200 }
      let shown = try await bed.show(accepted.workerID)
      #expect((shown["name"], shown["email"]) == ("ryzhik", "ryzhik@cats.example"))
      #expect((shown["age"], shown["breed"], shown["coat_colour"]) == (2, "Siberian", "ginger"))
      #expect((shown["origin"], shown["active"]) == ("applicant", true))
      #expect((shown["language"], shown["version"]) == ("ru", 1))
      #expect(shown["code"]?.string == accepted.code)
      #expect(shown["characteristics"]?["listening"] == 20)
      let event = try #require(try await bed.workers.events().first)
      #expect(event.id == accepted.workerID && event.applicationID == accepted.applicationID)
      #expect((event.origin, event.version, event.photoSHA256) == ("applicant", 1, nil))
    }
  }

  @Test("one of a known e-mail, whatever its case, keeps its id and origin, and works again")
  func known() async throws {
    try await withHiring { bed in
      let id = try #require(UUID(uuidString: try await bed.workers.register("ryzhik")))
      _ = try await bed.workers.api.send(
        .patch, "/api/workers/\(id.wire)", as: bed.workers.manager, ["active": false])
      var accepted = bed.accepted()
      accepted.email = "Ryzhik@Cats.Example"
      try await bed.tell(accepted)
      let shown = try await bed.show(id)
      #expect((shown["origin"], shown["active"]) == ("imported", true))
      #expect((shown["email"], shown["age"]) == ("Ryzhik@Cats.Example", 2))
      #expect((shown["code"], shown["version"]) == ("AAAAABBBBBCCCCCDDDDD", 3))
      #expect(try await bed.show(accepted.workerID).status == 404)
      #expect(try await bed.workers.events().last?.applicationID == accepted.applicationID)
    }
  }

  @Test("told again, it changes nothing, whatever has become of the worker since")
  func replays() async throws {
    try await withHiring { bed in
      let accepted = bed.accepted()
      for _ in 0..<3 { try await bed.tell(accepted) }
      #expect(try await bed.workers.events().count == 1)
      let path = "/api/workers/\(accepted.workerID.wire)"
      _ = try await bed.workers.api.send(
        .patch, path, as: bed.workers.manager, ["email": "other@cats.example", "active": false])
      try await bed.tell(accepted)
      let shown = try await bed.show(accepted.workerID)
      #expect((shown["email"], shown["active"]) == ("other@cats.example", false))
      #expect(try await bed.workers.events().count == 2)
    }
  }

  @Test("of two acceptances of one cat the later one counts, in whatever order they come")
  func later() async throws {
    try await withHiring { bed in
      let first = bed.accepted()
      var second = bed.accepted()
      second.breed = "Ragdoll"
      try await bed.tell(second)
      try await bed.tell(first)
      let shown = try await bed.show(second.workerID)
      #expect((shown["breed"], shown["version"]) == ("Ragdoll", 1))
      #expect(try await bed.standing(of: first.applicationID) == "0 over")
      var third = bed.accepted()
      third.breed = "Manx"
      try await bed.tell(third)
      #expect(try await bed.show(second.workerID)["breed"] == "Manx")
      #expect(
        try await bed.workers.events().map(\.applicationID) == [
          second.applicationID, third.applicationID,
        ])
    }
  }

  @Test("R-115: an event that does not say all twenty makes nobody a worker")
  func incomplete() throws {
    var accepted = ApplicantAccepted.sample("ryzhik", at: TestClock().now)
    #expect(try WorkerDetails(accepted).characteristics.points.last == 20)
    accepted.characteristics["listening"] = 101
    #expect(throws: NoCharacteristics.self) { try WorkerDetails(accepted) }
    accepted.characteristics["listening"] = nil
    #expect(throws: NoCharacteristics.self) { try WorkerDetails(accepted) }
  }
}
