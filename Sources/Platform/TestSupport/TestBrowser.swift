import Contracts
import HTTPTypes
import Hummingbird
public import ServiceKit

/// Pages as a browser asks for them: with a session's cookie, and forms as the pages hold them.
public struct TestBrowser: Sendable {
  let api: TestAPI
  /// What it sends as `Cookie`; empty: nobody is signed in.
  let cookie: String
  let language: String

  public func get(_ path: String, headers: [String: String] = [:]) async throws -> TestAnswer {
    try await send(.get, path, nil, headers)
  }

  public func head(_ path: String) async throws -> TestAnswer {
    try await send(.head, path, nil, [:])
  }

  /// Sends a form.
  ///
  /// - Parameter token: the form's token; nil: the one that the site's own pages hold.
  public func submit(
    _ path: String, _ fields: [(String, String)] = [], token: String? = nil,
    headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    let token = if let token { token } else { try await ownToken() }
    let all = [("form_token", token)] + fields
    return try await send(.post, path, String(queryString(all).dropFirst()), headers)
  }

  /// From the sign-out button, which every page of a signed-in visitor has.
  func ownToken() async throws -> String {
    let page = try await get("/nothing-here", headers: ["Cookie": cookie])
    let form = page.text.firstMatch(of: #/name="form_token" value="([^"]+)"/#)
    return form.map { String($0.1) } ?? ""
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, _ form: String?, _ headers: [String: String]
  ) async throws -> TestAnswer {
    var all = ["Accept": "text/html", "Accept-Language": language, "Cookie": cookie]
    all.merge(headers) { $1 }
    return try await api.send(
      method, path, form.map { Array($0.utf8) }, type: "application/x-www-form-urlencoded",
      headers: all)
  }
}

extension TestAPI {
  /// A browser in which that caller is signed in; nil: nobody.
  public func browser(as caller: Caller?, language: String = "en") -> TestBrowser {
    TestBrowser(api: self, cookie: caller.map(callers.cookie) ?? "", language: language)
  }
}
