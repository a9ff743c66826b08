// arguments: :memory: ".read {scripts}/queries.sql"
// gdb: break sqlite3VdbeExec
// gdb: run
// gdb: bt
// gdb: info args
// gdb: ptype p
// gdb: print p->nOp
// gdb: print p->aOp[0]
// gdb: whatis *p->db
// gdb: ptype struct sqlite3_mutex_methods
// gdb: print sqlite3Config
// gdb: up
// gdb: info args
// gdb: print *v
// gdb: delete
// gdb: break sqlite3Select
// gdb: continue
// gdb: bt
// gdb: print *p
// gdb: print *p->pEList
// gdb: print p->pEList->a[0].zEName
// gdb: print p->pEList->a[0].pExpr->op
// gdb: ptype Select
// gdb: ptype pDest
// gdb: 20 * next
// gdb: delete
// gdb: break sqlite3BtreeInsert
// gdb: continue
// gdb: bt
// gdb: info args
// gdb: print pX->nKey
// gdb: print pX->nData
// gdb: print *pCur->pBt
// gdb: print/d (int)pCur->eState
// gdb: 12 * next
// gdb: delete
// gdb: everywhere sqlite3PutVarint
// gdb: everywhere sqlite3VdbeSerialGet
// gdb: everywhere sqlite3VarintLen
// gdb: break sqlite3VdbeAddOp3
// gdb: continue
// gdb: bt
// gdb: finish
// gdb: delete
// gdb: break sqlite3DbFree
// gdb: continue
// gdb: 20 * step
// gdb: bt
// gdb: info locals
// gdb: print sqlite3_version
// gdb: print sizeof(Mem)
// gdb: ptype Mem
// gdb: ptype Vdbe
// gdb: info scope sqlite3VdbeMemGrow
// gdb: info line sqlite3VdbeExec
// gdb: ptype sqlite3
// gdb: ptype struct Expr
// gdb: print sqlite3UpperToLower[65]@4
// gdb: print &((Btree *)0)->pNext
// gdb: delete
// gdb: continue
