import FoundationEssentials
import Testing

@testable import Applicants

@Suite("Mailboxes that are remembered without their application")
struct EmailPepperTests {
  private let pepper = ApplicantsConfiguration.testing.pepper

  @Test("a secret is at least 32 bytes in Base64, and read as it is spelled")
  func text() {
    let text = EmailPepper.random().text
    #expect(EmailPepper(text)?.text == text)
    #expect(EmailPepper(Data(repeating: 1, count: 31).base64EncodedString()) == nil)
    #expect(EmailPepper("meow") == nil)
    #expect("\(EmailPepper.random())" == "pepper", "no log has it")
  }

  @Test("R-113: an address is the same without the case of ASCII letters, and of no others")
  func email() {
    let hash = pepper.hash(ofEmail: "Tom.Cat@x.example")
    #expect(hash.count == 32)
    #expect(pepper.hash(ofEmail: "tom.cat@X.EXAMPLE") == hash)
    #expect(pepper.hash(ofEmail: "tom.cat+a@x.example") != hash)
    #expect(pepper.hash(ofEmail: "É@x.example") != pepper.hash(ofEmail: "é@x.example"))
  }

  @Test("under another secret it is another, and so is what is remembered for another use")
  func uses() {
    let email = "tom@x.example"
    #expect(pepper.hash(ofEmail: email) != EmailPepper.random().hash(ofEmail: email))
    #expect(pepper.hash(ofEmail: email) != pepper.hash(of: Mailbox(email)))
    #expect(pepper.hash(of: Mailbox("TOM+a@x.example")) == pepper.hash(of: Mailbox(email)))
  }
}
