import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("A worker's photo")
struct PhotoTests {
  /// The smallest PNG there is: one grey pixel.
  private let png = Data(
    base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGPgAgAADAALZzor"
      + "nAAAAABJRU5ErkJggg=="
  ).map(Array.init)

  /// The same in another shade.
  private let otherPNG = Data(
    base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AQAAygDJmcpd"
      + "fgAAAABJRU5ErkJggg=="
  ).map(Array.init)

  @Test("R-120: a photo is kept, published by its digest, and served as what it is")
  func keeps() async throws {
    let png = try #require(png)
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let path = "/api/workers/\(id)/photo"
      #expect(try await workers.api.send(.get, path, as: workers.manager).status == 404)
      let put = try await workers.api.send(
        .put, path, as: workers.worker(id), png, type: "image/png")
      let digest = try #require(put["photo_sha256"]?.string)
      #expect((put.status, put["version"], digest.count) == (200, 2, 64))
      let shown = try await workers.api.send(.get, path, as: workers.manager)
      #expect(shown.status == 200)
      #expect(shown.headers[.contentType] == "image/png")
      #expect(shown.headers[.xContentTypeOptions] == "nosniff")
      #expect(shown.headers[.eTag] == "\"\(digest)\"")
      #expect(shown.headers[.cacheControl] == "private, no-cache")
      #expect(shown.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      #expect(try await workers.published("photo_sha256", of: id) == digest)
      #expect(try await workers.events().map(\.photoSHA256) == [nil, digest])
    }
  }

  @Test("The same photo again changes nothing; another one takes its place")
  func replaces() async throws {
    let (png, other) = (try #require(png), try #require(otherPNG))
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let path = "/api/workers/\(id)/photo"
      var versions: [Int?] = []
      for picture in [png, png, other] {
        let put = try await workers.api.send(
          .put, path, as: workers.manager, picture, type: "image/png")
        versions.append(put["version"]?.int)
      }
      #expect(versions == [2, 2, 3])
    }
  }

  @Test("What is no picture is refused, whatever it says it is")
  func refuses() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let path = "/api/workers/\(id)/photo"
      for (type, status) in [("image/png", 415), ("text/plain", 415), ("application/json", 415)] {
        let put = try await workers.api.send(
          .put, path, as: workers.manager, Array("<script>".utf8), type: type)
        #expect(put.status == status)
      }
      #expect(try await workers.events().count == 1)
    }
  }

  @Test("R-010: clients see the photo of who comes; other workers and strangers do not")
  func readers() async throws {
    let png = try #require(png)
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let path = "/api/workers/\(id)/photo"
      _ = try await workers.api.send(.put, path, as: workers.manager, png, type: "image/png")
      let client = Caller(subject: "hcb-1", roles: [.client])
      let other = workers.worker(try await workers.register("barsik"))
      for (caller, status) in [
        (client, 200), (workers.worker(id), 200), (workers.manager, 200), (other, 404), (nil, 401),
      ] as [(Caller?, Int)] {
        #expect(try await workers.api.send(.get, path, as: caller).status == status)
      }
      let put = try await workers.api.send(.put, path, as: client, png, type: "image/png")
      #expect(put.status == 403)
    }
  }
}
