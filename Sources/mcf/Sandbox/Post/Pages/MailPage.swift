import Contracts
import HTTPTypes
import Hummingbird
import ServiceKit

extension PostOffice {
  /// `GET /post/mails/{number}`: a mail, with its HTML in a frame that can do nothing.
  func page(_ mail: PostedMail, _ request: Request) -> Response {
    let language = Language(acceptLanguage: request.headers[.acceptLanguage])
    let texts = pages.texts[language]
    let read = mail.read
    var view = PageView(MailView(mail, read, texts), title: mail.title(read, texts))
    view.hasFrames = true
    return view.response(pages, language: language)
  }
}
