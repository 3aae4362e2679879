import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("R-120: the photo of one who was hired is fetched from applicants", .timeLimit(.minutes(5)))
struct HiredPhotoTests {
  @Test("by its signed path, once; it is published, and served as what it is")
  func keeps() async throws {
    try await withHiring { bed in
      let accepted = bed.accepted()
      try await bed.tell(accepted)
      #expect(try await bed.photo(of: accepted.workerID) == nil)
      for _ in 0..<3 { try await bed.round() }
      #expect(bed.applicants.asked.map(\.path) == [accepted.photo.path])
      #expect(bed.applicants.asked.allSatisfy { $0.headerFields[.authorization] == nil })
      #expect(try await bed.photo(of: accepted.workerID) == accepted.photo.sha256)
      let served = try await bed.workers.api.send(
        .get, "/api/workers/\(accepted.workerID.wire)/photo", as: bed.workers.manager)
      #expect(served.headers[.contentType] == "image/png")
      #expect(served.body == PlayedApplicants.png)
      let events = try await bed.workers.events()
      #expect(events.map(\.photoSHA256) == [nil, accepted.photo.sha256])
      #expect(events.last?.applicationID == accepted.applicationID)
    }
  }

  @Test(
    "what brings nothing of the kind is tried again after a pause",
    arguments: [
      (PlayedApplicants.Answer.bytes(PlayedApplicants.otherPNG), "something else"),
      (.bytes([]), "something else"), (.status(404), "404"), (.status(503), "503"),
      (.status(302, headers: [.location: "/elsewhere"]), "302"), (.huge, "more than"),
      (.cut, "be asked"),
    ])
  func again(answer: PlayedApplicants.Answer, cause: String) async throws {
    try await withHiring([answer, .bytes(PlayedApplicants.png)]) { bed in
      let accepted = bed.accepted()
      try await bed.tell(accepted)
      for _ in 0..<2 { try await bed.round() }
      #expect(bed.applicants.asked.count == 1)
      #expect(try await bed.standing(of: accepted.applicationID).contains(cause))
      #expect(try await bed.photo(of: accepted.workerID) == nil)
      bed.workers.clock.advance(by: 60)
      try await bed.round()
      #expect(bed.applicants.asked.count == 2)
      #expect(try await bed.photo(of: accepted.workerID) == accepted.photo.sha256)
    }
  }

  @Test("an answer that takes too long is none")
  func slow() async throws {
    try await withHiring([.slow], time: .milliseconds(200)) { bed in
      let accepted = bed.accepted()
      try await bed.tell(accepted)
      try await bed.round()
      let standing = try await bed.standing(of: accepted.applicationID)
      #expect(standing == "1 no answer within 200 ms wanted")
    }
  }

  @Test("what is no photo, though it was told of, is asked for once")
  func noPhoto() async throws {
    let page = Array("<script>".utf8)
    try await withHiring([.bytes(page)]) { bed in
      let accepted = bed.accepted(photo: page)
      try await bed.tell(accepted)
      try await bed.round()
      #expect(try await bed.standing(of: accepted.applicationID) == "1 over")
      #expect(try await bed.photo(of: accepted.workerID) == nil)
    }
  }

  @Test("a photo that was put there by hand meanwhile stays")
  func byHand() async throws {
    try await withHiring { bed in
      let accepted = bed.accepted()
      try await bed.tell(accepted)
      let put = try await bed.workers.api.send(
        .put, "/api/workers/\(accepted.workerID.wire)/photo", as: bed.workers.manager,
        PlayedApplicants.otherPNG, type: "image/png")
      try await bed.round()
      #expect(bed.applicants.asked.count == 1)
      #expect(try await bed.photo(of: accepted.workerID) == put["photo_sha256"]?.string)
      #expect(try await bed.standing(of: accepted.applicationID) == "1 over")
    }
  }

  @Test("one that it had before is replaced, and of two acceptances the later one gives the photo")
  func replaces() async throws {
    try await withHiring([.bytes(PlayedApplicants.png)]) { bed in
      let id = try #require(UUID(uuidString: try await bed.workers.register("ryzhik")))
      _ = try await bed.workers.api.send(
        .put, "/api/workers/\(id.wire)/photo", as: bed.workers.manager,
        PlayedApplicants.otherPNG, type: "image/png")
      let (first, second) = (bed.accepted(photo: PlayedApplicants.otherPNG), bed.accepted())
      try await bed.tell(first)
      try await bed.tell(second)
      try await bed.round()
      #expect(try await bed.photo(of: id) == second.photo.sha256)
    }
  }

  @Test("after the path's end it is given up, and not asked for any more")
  func givesUp() async throws {
    try await withHiring([.status(503)]) { bed in
      let accepted = bed.accepted(until: 3_600)
      try await bed.tell(accepted)
      try await bed.round()
      bed.workers.clock.advance(by: 3_599)
      try await bed.round()
      #expect(bed.applicants.asked.count == 2)
      bed.workers.clock.advance(by: 1)
      try await bed.round()
      #expect(bed.applicants.asked.count == 2)
      let standing = try await bed.standing(of: accepted.applicationID)
      #expect(standing == "2 applicants answered 503 over")
    }
  }

  @Test(
    "of two processes one asks; who dies is followed by another when the lease is over")
  func replicas() async throws {
    try await withHiring { bed in
      let accepted = bed.accepted()
      try await bed.tell(accepted)
      let replica = try #require(bed.replica().photoErrands)
      async let one: Void = bed.round()
      async let other: Void = replica.round()
      _ = try await (one, other)
      #expect(bed.applicants.asked.count == 1)
      #expect(try await bed.workers.events().count == 2)

      let next = bed.accepted("barsik")
      try await bed.tell(next)
      let now = bed.workers.clock.now
      let claimed = try await replica.errand.claim(
        at: now, until: now.addingTimeInterval(60), atMost: 2)
      let lost = try #require(claimed.first)
      try await bed.round()
      #expect(bed.applicants.asked.count == 1)
      bed.workers.clock.advance(by: 60)
      try await bed.round()
      #expect(try await bed.photo(of: next.workerID) == next.photo.sha256)
      // It was not dead, only slow: what it brings is nobody's any more.
      try await replica.errand.note(
        replica.errand.act(on: lost), of: lost, at: bed.workers.clock.now,
        nextAt: bed.workers.clock.now)
      #expect(try await bed.workers.events().count == 4)
    }
  }

  @Test(
    "only a path below the service's own root is asked for, that says until when",
    arguments: [
      "@evil.example/photo?expires=1900000000", "", "https://evil.example/?expires=1900000000",
      "/photo", "/photo?expires=soon", "/photo?expires=-1",
    ])
  func paths(path: String) async throws {
    try await withHiring { bed in
      var accepted = bed.accepted()
      accepted.photo.path = path
      try await bed.tell(accepted)
      try await bed.round()
      #expect(bed.applicants.asked.isEmpty)
      #expect(try await bed.show(accepted.workerID).status == 200)
      #expect(try await bed.standing(of: accepted.applicationID) == "0 over")
    }
  }
}
