import HTTPTypes
import Hummingbird
import Testing

@testable import ServiceKit

@Suite("Coming back and coming from elsewhere")
struct ReturnAddressTests {
  @Test(
    "only a path of this site is one",
    arguments: [
      "", "packages", "//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example",
      "https://evil.example", "http:/evil", "javascript:alert(1)", "/\t/evil.example",
      "/\n/evil.example", " /packages", "/pack ages", "/п", "/a\\b", "/a\u{0}",
      "/" + String(repeating: "a", count: 2048),
    ])
  func refused(text: String) {
    #expect(ReturnAddress(text) == nil)
  }

  @Test("a path with its query is one, and survives being a query's value")
  func accepted() throws {
    let address = try #require(ReturnAddress("/packages?worker=tom%20p&x=1#y"))
    #expect(address.path == "/packages?worker=tom%20p&x=1#y")
    let query = queryString([("return", address.path), ("q", "Кот +")])
    #expect(
      query == "?return=%2Fpackages%3Fworker%3Dtom%2520p%26x%3D1%23y&q=%D0%9A%D0%BE%D1%82%20%2B")
    #expect(
      URLEncodedPairs(String(query.dropFirst())).map { $0?.value } == [address.path, "Кот +"])
    #expect(queryString([]) == "")
    #expect(ReturnAddress("/") != nil)
  }

  @Test("the session is what its one cookie says")
  func cookies() {
    let plain = HostCookie.session(isSecure: false)
    func token(_ cookies: String...) -> String? {
      var fields = HTTPFields()
      fields[values: .cookie] = cookies
      return plain.value(in: fields)
    }
    #expect(token("mcf_session=a.b-c_") == "a.b-c_")
    #expect(token("x=1; mcf_session=a; y=2") == "a" && token("x=1", "mcf_session=a") == "a")
    // Two: one of them somebody else put there.
    #expect(token("mcf_session=a; mcf_session=b") == nil && token("mcf_session=") == nil)
    #expect(token("xmcf_session=a; mcf_session") == nil && token() == nil)
    #expect(!plain.clearing.contains("Secure"))
  }

  @Test("over https no other host's cookie passes for it")
  func prefix() {
    let secure = HostCookie.session(isSecure: true)
    let cookie = secure.setting("t", seconds: 60)
    #expect(cookie == "__Host-mcf_session=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure")
    #expect(secure.value(in: [.cookie: "mcf_session=planted"]) == nil)
    #expect(secure.value(in: [.cookie: secure.sent("t")]) == "t")
  }
}
