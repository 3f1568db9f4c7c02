"""The JSON routes; every one blocks on the index, so all are plain functions on worker threads."""

from fastapi import APIRouter

from api.contract import AskRequest, AskResponse, SearchRequest, SearchResponse, ask_response, search_response
from api.dependencies import AssistantDep
from api.holdings import DocumentDetail, DocumentList, Health, document_detail, document_list, not_ready, ready
from api.problems import NOT_FOUND_RESPONSE
from errors import NotReady

router = APIRouter(prefix="/v1")


@router.post("/ask", operation_id="ask")
def ask(body: AskRequest, assistant: AssistantDep) -> AskResponse:
    """Answer a question from the documents, with quotes and who decides; what they do not hold is declined."""
    return ask_response(assistant.ask(body.to_question()))


@router.post("/search", operation_id="search")
def search(body: SearchRequest, assistant: AssistantDep) -> SearchResponse:
    """Find the passages nearest to a query, best first."""
    hits = assistant.search(
        body.query, limit=body.limit, kinds=body.kinds or None, language=body.only_language, as_of=body.as_of
    )
    return search_response(hits)


@router.get("/documents", operation_id="list_documents")
def documents(assistant: AssistantDep) -> DocumentList:
    """List every document of the index."""
    return document_list(assistant.holdings())


@router.get("/documents/{document_id}", operation_id="show_document", responses={**NOT_FOUND_RESPONSE})
def document(document_id: str, assistant: AssistantDep) -> DocumentDetail:
    """Show one document with its versions, sections and passages."""
    return document_detail(assistant.holding(document_id))


@router.get("/health", operation_id="health")
def health(assistant: AssistantDep) -> Health:
    """Say whether the service is live and ready; what is missing is named in `detail`, never as an error."""
    try:
        return ready(assistant.state())
    except NotReady as error:
        return not_ready(str(error))
