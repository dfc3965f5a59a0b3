"""Sealing: the hash chain of a case, the signed daily root, and the vault and masks for particulars.

It decides what a seal is and whether it holds, never who may act or what is stored.
"""

from yifa.sealing.chain import NotCanonical, Row, canonical, check_chain, genesis, link
from yifa.sealing.digest import DIGEST_SIZE, sm3
from yifa.sealing.export import FORMAT, event_line, export_lines, head_line, header_line, root_line
from yifa.sealing.fault import KIND_ZH, Fault, Kind
from yifa.sealing.masking import (
    MASKS,
    hide,
    mask,
    mask_address,
    mask_citizen_number,
    mask_credit_code,
    mask_email,
    mask_name,
    mask_phone,
)
from yifa.sealing.roots import (
    FIRST,
    Head,
    KeyFault,
    SealedRoot,
    Signer,
    check_roots,
    key_id,
    sign_root,
    tree_of,
    verify_root,
)
from yifa.sealing.tree import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)
from yifa.sealing.vault import Vault, VaultFault, commit, new_salt, supports_sm4, verify_commitment

__all__ = [
    "DIGEST_SIZE",
    "FIRST",
    "FORMAT",
    "KIND_ZH",
    "MASKS",
    "Fault",
    "Head",
    "KeyFault",
    "Kind",
    "NotCanonical",
    "Row",
    "SealedRoot",
    "Signer",
    "Vault",
    "VaultFault",
    "canonical",
    "check_chain",
    "check_roots",
    "commit",
    "consistency_proof",
    "event_line",
    "export_lines",
    "genesis",
    "head_line",
    "header_line",
    "hide",
    "inclusion_proof",
    "key_id",
    "leaf_hash",
    "link",
    "mask",
    "mask_address",
    "mask_citizen_number",
    "mask_credit_code",
    "mask_email",
    "mask_name",
    "mask_phone",
    "new_salt",
    "node_hash",
    "root",
    "root_line",
    "sign_root",
    "sm3",
    "supports_sm4",
    "tree_of",
    "verify_commitment",
    "verify_consistency",
    "verify_inclusion",
    "verify_root",
]
